/** What the browser brings back from a provider (OIDC Core §3.1.2.5, §3.1.2.6; RFC 9207). Pure. */
import { CODE_CHARS_MAX } from '../limits.ts';
import type { Transaction } from './transaction.ts';

export type AnswerFault =
  /** Not the answer to what this browser began. */
  | 'not_begun_here'
  /** The person, or the provider, has said no. */
  | 'refused_there'
  | 'malformed';

type ReadAnswer = { ok: true; code: string } | { ok: false; reason: AnswerFault; error?: string };
const refused = (reason: AnswerFault, error?: string): ReadAnswer => ({
  ok: false,
  reason,
  ...(error !== undefined && { error }),
});

/**
 * `isOnly`: there is no other provider that this could be the answer of. Otherwise it must say whose it is (RFC 9207 §2.4): a
 * code of one must not be shown to another.
 */
export function readAnswer(
  query: URLSearchParams,
  { state, issuer }: Transaction,
  { isOnly }: { isOnly: boolean },
): ReadAnswer {
  const one = (name: string) => {
    const values = query.getAll(name);
    return values.length === 1 ? values[0] : undefined;
  };
  if (one('state') !== state) return refused('not_begun_here');
  if (query.has('iss') ? one('iss') !== issuer : !isOnly) return refused('not_begun_here');
  if (query.has('error')) return refused('refused_there', one('error'));
  const code = one('code');
  if (!code || code.length > CODE_CHARS_MAX) return refused('malformed');
  return { ok: true, code };
}
