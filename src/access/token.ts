/**
 * Access tokens: RFC 9068 (`at+jwt`) with an RFC 9396 `authorization_details` entry for all or part of the
 * license. There is one issuer, one audience and one algorithm; only verified claims are used.
 */
import { SignJWT } from 'jose';
import type { OneTimeId, TokenUse } from '../ledger/types.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import type { Channel, ComponentType } from '../rights/terms.ts';
import { checkClaims } from './jose/claims.ts';
import { openJws } from './jose/open.ts';
import type { KeyRing } from './keyring.ts';
import { CLOCK_LEEWAY_S, TOKEN_BYTES_MAX, TOKEN_TTL_S } from './limits.ts';

export interface LicenseDetail {
  type: 'news_license';
  license: string;
  actions: string[];
  datatypes: ComponentType[];
  locations: string[];
  channels: Channel[];
}

interface GrantTerms {
  /** Generation of the client's secret. Tokens end with their secret. */
  generation: number;
  /** End of that secret, which no token outlives. Milliseconds, UTC. */
  expiresMs?: number;
  /** RFC 7638 thumbprint of the key that the token is bound to (RFC 9449). */
  boundTo?: string;
}

export interface OperatorGrant extends GrantTerms {
  scope: 'admin' | 'audit';
  operator: string;
}

export interface PartnerGrant extends GrantTerms {
  scope: 'articles';
  partner: string;
  key: string;
  env: 'live' | 'test';
  detail: LicenseDetail;
}

export type TokenGrant = OperatorGrant | PartnerGrant;

interface OperatorIdentity {
  kind: 'operator';
  operator: string;
  scope: 'admin' | 'audit';
}

export interface TokenOperator extends OperatorIdentity {
  token: TokenUse;
  proof?: OneTimeId;
}

/** Operator with a console session, for which the console calls: see sessions/session.ts. */
export interface SessionOperator extends OperatorIdentity {
  session: string;
}

export type OperatorPrincipal = TokenOperator | SessionOperator;

export type Principal = PartnerPrincipal | OperatorPrincipal;

export interface VerifiedToken {
  principal: (PartnerPrincipal & { token: TokenUse }) | TokenOperator;
  boundTo?: string;
  expiresMs: number;
}

type VerificationFault = 'malformed' | 'expired' | 'not_yet_valid' | 'invalid';

const TYP = 'at+jwt';
const ALG = 'EdDSA';

/** Signs a token. `now` is in milliseconds, UTC. The token never outlives the client's secret. */
export async function issueToken(
  grant: TokenGrant,
  { issuer, ring, now }: { issuer: string; ring: KeyRing; now: number },
): Promise<{ token: string; expiresInS: number }> {
  const iat = Math.floor(now / 1000);
  const exp = Math.min(iat + TOKEN_TTL_S, Math.floor((grant.expiresMs ?? Number.POSITIVE_INFINITY) / 1000));
  const partner = grant.scope === 'articles';
  const claims = {
    ...(partner
      ? { client_id: grant.key, scope: grant.scope, env: grant.env, authorization_details: [grant.detail] }
      : { client_id: grant.operator, scope: grant.scope }),
    ...(grant.generation > 0 && { key_generation: grant.generation }),
    ...(grant.boundTo !== undefined && { cnf: { jkt: grant.boundTo } }),
  };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: ALG, typ: TYP, kid: ring.sign.access.kid })
    .setIssuer(issuer)
    .setAudience(issuer)
    .setSubject(partner ? grant.partner : grant.operator)
    .setJti(newId('tok'))
    .setIssuedAt(iat)
    .setExpirationTime(exp)
    .sign(ring.sign.access.key);
  return { token, expiresInS: exp - iat };
}

/**
 * Parses scheme and token of an Authorization header (RFC 6750 §2.1, RFC 9449 §7.1; schemes are
 * case-insensitive).
 */
export function parseCredentials(header: string): { scheme: 'bearer' | 'dpop'; token: string } | null {
  const [, scheme = '', token] = /^(bearer|dpop) +([A-Za-z0-9\-._~+/]+=*)$/i.exec(header) ?? [];
  return token ? { scheme: scheme.toLowerCase() === 'dpop' ? 'dpop' : 'bearer', token } : null;
}

/** Verifies a token by itself. The ledger decides whether its key is still valid. */
export async function verifyToken(
  token: string,
  { issuer, ring, now }: { issuer: string; ring: KeyRing; now: number },
): Promise<{ ok: true; value: VerifiedToken } | { ok: false; reason: VerificationFault }> {
  const opened = await openJws(token, {
    charsMax: TOKEN_BYTES_MAX,
    types: [TYP],
    keyFor: ({ kid = '' }) => {
      const accessKey = ring.verify.access.get(kid);
      return accessKey && now < accessKey.untilMs ? { alg: ALG, key: accessKey.key } : null;
    },
  });
  if (!opened.ok) {
    const malformed = opened.reason === 'malformed' || opened.reason === 'too_large';
    return { ok: false, reason: malformed ? 'malformed' : 'invalid' };
  }
  // The gateway's own tokens have exactly these header members.
  if (Object.keys(opened.header).sort().join() !== 'alg,kid,typ') return { ok: false, reason: 'invalid' };
  const checked = checkClaims(opened.payload, {
    issuer,
    audience: issuer,
    now,
    leewayS: CLOCK_LEEWAY_S,
    lifeSMax: TOKEN_TTL_S,
  });
  if (!checked.ok) return checked;
  const principal = principalOf(checked.claims);
  const boundTo = confirmationOf(checked.claims);
  if (!principal || boundTo === null) return { ok: false, reason: 'invalid' };
  const expiresMs = checked.claims.exp * 1000;
  return { ok: true, value: { principal, expiresMs, ...(boundTo !== undefined && { boundTo }) } };
}

/**
 * Thumbprint of the key that the token is bound to. Undefined if it is unbound. Null if the binding is not
 * understood, which never counts as unbound.
 */
function confirmationOf({ cnf }: Record<string, unknown>): string | undefined | null {
  if (cnf === undefined) return undefined;
  const jkt = typeof cnf === 'object' && cnf !== null && 'jkt' in cnf ? cnf.jkt : null;
  return typeof jkt === 'string' ? jkt : null;
}

function principalOf(payload: Record<string, unknown>): VerifiedToken['principal'] | null {
  const { sub, client_id, scope, env, jti, key_generation: generation = 0 } = payload;
  if (typeof sub !== 'string' || typeof client_id !== 'string' || typeof jti !== 'string') return null;
  if (typeof generation !== 'number') return null;
  const token = { id: jti, generation };
  if (scope === 'admin' || scope === 'audit') return { kind: 'operator', operator: sub, scope, token };
  const details = payload.authorization_details;
  const detail =
    Array.isArray(details) && details.length === 1 ? (details[0] as Partial<LicenseDetail>) : null;
  if (scope !== 'articles' || detail?.type !== 'news_license' || typeof detail.license !== 'string')
    return null;
  const { license, actions, datatypes, locations, channels } = detail;
  return {
    kind: 'partner',
    partner: sub,
    license,
    key: client_id,
    env: env === 'test' ? 'test' : 'live',
    token,
    entitlement: {
      ...(actions && { actions }),
      ...(datatypes && { datatypes }),
      ...(locations && { locations }),
      ...(channels && { channels }),
    },
  };
}
