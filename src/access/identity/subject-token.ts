/**
 * Whose token of a provider it is, and as what the configuration takes him. Everything that it says is checked against what was
 * configured; the keys are looked up, never taken from the token.
 */
import type { Role } from '../../ledger/types.ts';
import { cleanLine, faultOfLine } from '../../platform/clean-text.ts';
import { derivedId } from '../../platform/ids.ts';
import { parseObject, strictBase64url } from '../../platform/strict-json.ts';
import { checkClaims } from '../jose/claims.ts';
import { openJws } from '../jose/open.ts';
import { OPERATOR_NAME_CHARS_MAX } from '../limits.ts';
import type { FoundKey } from './key-cache.ts';
import { PROVIDER_LEEWAY_S, SUBJECT_CHARS_MAX, SUBJECT_TOKEN_CHARS_MAX } from './limits.ts';
import type { IdentityProvider } from './providers.ts';
import { roleOf } from './role-of.ts';

export interface Subject {
  provider: IdentityProvider;
  /** Always the same for the same issuer and subject, so that who was stopped is known again whatever D1 has forgotten. */
  operator: string;
  subject: string;
  /** Null: the configuration gives this token none. */
  role: Role | null;
  /** For people to read. */
  name: string;
  /** When the token was made, and when it may not be used any more, milliseconds UTC. */
  issuedMs: number;
  expiresMs: number;
}

export type SubjectFault =
  | 'too_large'
  | 'malformed'
  | 'unknown_issuer'
  | 'wrong_type'
  | 'unknown_key'
  | 'wrong_algorithm'
  | 'bad_signature'
  /** Of another audience, or otherwise not a token to sign in with. */
  | 'invalid'
  | 'expired'
  | 'not_yet_valid'
  | 'keys_unavailable';

export interface SubjectContext {
  providers: readonly IdentityProvider[];
  keyOf(provider: IdentityProvider, kid: string): Promise<FoundKey>;
  /** Of the sign-in that it must be the answer to; absent: whoever began that looks at it. */
  nonce?: string;
  /** Milliseconds, UTC. */
  now: number;
}

type Verified = { ok: true; value: Subject } | { ok: false; reason: SubjectFault; issuer?: string };

/** What ID tokens and Access JWTs are called. Access tokens, logout tokens and the like have types of their own. */
const TYPES = [undefined, 'JWT'];

export async function verifySubject(
  token: string,
  { providers, keyOf, nonce, now }: SubjectContext,
): Promise<Verified> {
  if (token.length > SUBJECT_TOKEN_CHARS_MAX) return { ok: false, reason: 'too_large' };
  const issuer = claimedIssuer(token);
  const provider = providers.find((one) => one.issuer === issuer);
  if (!provider) return { ok: false, reason: 'unknown_issuer' };
  const refused = (reason: SubjectFault): Verified => ({ ok: false, reason, issuer: provider.issuer });

  let found: FoundKey = { kind: 'unknown' };
  const opened = await openJws(token, {
    charsMax: SUBJECT_TOKEN_CHARS_MAX,
    types: TYPES,
    keyFor: async ({ kid }) => {
      if (kid === undefined) return null;
      found = await keyOf(provider, kid);
      return found.kind === 'key' ? found.key : null;
    },
  });
  if ((found as FoundKey).kind === 'unavailable') return refused('keys_unavailable');
  if (!opened.ok) return refused(opened.reason);

  const checked = checkClaims(opened.payload, {
    issuer: provider.issuer,
    audience: provider.audiences,
    isIdToken: true,
    now,
    leewayS: PROVIDER_LEEWAY_S,
  });
  if (!checked.ok) return refused(checked.reason);
  const { claims } = checked;
  const expiresMs = Math.min(claims.exp, claims.iat + provider.ageSMax) * 1_000;
  if (expiresMs <= now) return refused('expired');
  const subject = subjectOf(claims, provider);
  // A security event, such as a logout token, is about somebody; it does not come from him (RFC 8417).
  if (subject === null || 'events' in claims) return refused('invalid');
  if (nonce !== undefined && claims.nonce !== nonce) return refused('invalid');
  const operator = derivedId('opr', provider.issuer, subject);
  const role = roleOf(claims, provider);
  const name = nameOf(claims, subject);
  const issuedMs = claims.iat * 1_000;
  return { ok: true, value: { provider, operator, subject, role, name, issuedMs, expiresMs } };
}

/** Whose keys to ask for. Nothing is believed of it before the signature is. */
function claimedIssuer(token: string): unknown {
  const payload = strictBase64url(token.split('.')[1] ?? '');
  return payload && parseObject(payload)?.iss;
}

/**
 * Cloudflare Access gives people a `sub`, and service tokens an empty one with their client id as `common_name`. The token of a
 * session at Access itself (`org`) is not one for this application.
 */
function subjectOf(claims: Record<string, unknown>, { kind }: IdentityProvider): string | null {
  const { sub, common_name: service, type } = claims;
  if (kind === 'cloudflare-access') {
    if (type !== 'app') return null;
    if (sub === '' && isSubject(service)) return `common_name:${service}`;
  }
  return isSubject(sub) ? sub : null;
}

function isSubject(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= SUBJECT_CHARS_MAX;
}

const NAMES = ['name', 'email', 'preferred_username', 'common_name'];

function nameOf(claims: Record<string, unknown>, subject: string): string {
  const named = NAMES.map((claim) => claims[claim]).filter((one) => typeof one === 'string');
  // A sign-in is not refused for what the provider calls somebody.
  const lines = [...named, subject].map((one) =>
    cleanLine(cleanLine(one).slice(0, OPERATOR_NAME_CHARS_MAX)).trim(),
  );
  return lines.find((one) => one !== '' && faultOfLine(one) === null) ?? '?';
}
