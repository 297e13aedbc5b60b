/**
 * Verifies a provider's token and determines its subject and role. All claims are checked against the
 * configuration; keys are looked up, never taken from the token.
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
  /**
   * Derived from issuer and subject, so that a stopped operator is recognized even after D1 has lost the row.
   */
  operator: string;
  subject: string;
  /** Null if the configuration gives this token no role. */
  role: Role | null;
  name: string;
  /** Issue time, and end of validity. Milliseconds, UTC. */
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
  /** The audience is wrong, or it is no token to sign in with. */
  | 'invalid'
  | 'expired'
  | 'not_yet_valid'
  | 'keys_unavailable';

export interface SubjectContext {
  providers: readonly IdentityProvider[];
  keyOf(provider: IdentityProvider, kid: string): Promise<FoundKey>;
  /**
   * Nonce of the sign-in that the token must answer. Absent if the client that began the sign-in checks it.
   */
  nonce?: string;
  now: number;
}

type SubjectVerification =
  | { ok: true; value: Subject }
  | { ok: false; reason: SubjectFault; issuer?: string };

/** Types of ID tokens and Access JWTs. Access tokens, logout tokens and others have types of their own. */
const TYPES = [undefined, 'JWT'];

/**
 * Verifies signature and claims of a provider's token (OIDC Core §3.1.3.7). Never throws because of its
 * content.
 */
export async function verifySubject(
  token: string,
  { providers, keyOf, nonce, now }: SubjectContext,
): Promise<SubjectVerification> {
  if (token.length > SUBJECT_TOKEN_CHARS_MAX) return { ok: false, reason: 'too_large' };
  const issuer = claimedIssuer(token);
  const provider = providers.find((provider) => provider.issuer === issuer);
  if (!provider) return { ok: false, reason: 'unknown_issuer' };
  const refused = (reason: SubjectFault): SubjectVerification => ({
    ok: false,
    reason,
    issuer: provider.issuer,
  });

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
  // A security event, such as a logout token, is about a subject but does not come from it (RFC 8417).
  if (subject === null || 'events' in claims) return refused('invalid');
  if (nonce !== undefined && claims.nonce !== nonce) return refused('invalid');
  const operator = derivedId('opr', provider.issuer, subject);
  const role = roleOf(claims, provider);
  const name = nameOf(claims, subject);
  const issuedMs = claims.iat * 1_000;
  return { ok: true, value: { provider, operator, subject, role, name, issuedMs, expiresMs } };
}

/** Issuer whose keys to load. It is not trusted before the signature is verified. */
function claimedIssuer(token: string): unknown {
  const payload = strictBase64url(token.split('.')[1] ?? '');
  return payload && parseObject(payload)?.iss;
}

/**
 * Cloudflare Access gives people a `sub`; service tokens have an empty one, and their client id as
 * `common_name`. The token of a session at Access itself (`org`) is not valid for this application.
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
  const named = NAMES.map((claim) => claims[claim]).filter((claim) => typeof claim === 'string');
  // An unsuitable name must not prevent a sign-in.
  const lines = [...named, subject].map((line) =>
    cleanLine(cleanLine(line).slice(0, OPERATOR_NAME_CHARS_MAX)).trim(),
  );
  return lines.find((line) => line !== '' && faultOfLine(line) === null) ?? '?';
}
