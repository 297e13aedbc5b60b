/**
 * Parses the authentication response that the browser brings back from a provider (OIDC Core §3.1.2.5,
 * §3.1.2.6; RFC 9207). Pure.
 */
import { CODE_CHARS_MAX } from '../limits.ts';
import type { Transaction } from './transaction.ts';

export type ResponseFault =
  /** The response does not belong to a sign-in of this browser. */
  'not_begun_here' | 'refused_there' | 'malformed';

type AuthorizationResponse =
  | { ok: true; code: string }
  | { ok: false; reason: ResponseFault; error?: string };
const refused = (reason: ResponseFault, error?: string): AuthorizationResponse => ({
  ok: false,
  reason,
  ...(error !== undefined && { error }),
});

/**
 * Reads the authorization code. `isOnly` means that no other provider could have sent the response. Otherwise
 * it must name its issuer (RFC 9207 §2.4), so that no code of one provider is sent to another.
 */
export function parseAuthorizationResponse(
  query: URLSearchParams,
  { state, issuer }: Transaction,
  { isOnly }: { isOnly: boolean },
): AuthorizationResponse {
  const param = (name: string) => {
    const values = query.getAll(name);
    return values.length === 1 ? values[0] : undefined;
  };
  if (param('state') !== state) return refused('not_begun_here');
  if (query.has('iss') ? param('iss') !== issuer : !isOnly) return refused('not_begun_here');
  if (query.has('error')) return refused('refused_there', param('error'));
  const code = param('code');
  if (!code || code.length > CODE_CHARS_MAX) return refused('malformed');
  return { ok: true, code };
}
