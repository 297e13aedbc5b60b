/**
 * Access tokens: RFC 9068 (`at+jwt`) with an RFC 9396 `authorization_details` entry that says what the license
 * grants, or less. One issuer, one audience, one algorithm; nothing is taken from the token that was not checked.
 */
import { SignJWT } from 'jose';
import type { PartnerPrincipal } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import type { Channel, ComponentType } from '../rights/terms.ts';
import { checkClaims } from './jose/claims.ts';
import { openJws } from './jose/open.ts';
import type { KeyRing } from './keyring.ts';
import { CLOCK_LEEWAY_S, TOKEN_BYTES_MAX, TOKEN_TTL_S } from './limits.ts';

export type Scope = 'articles' | 'admin' | 'audit';

export interface LicenseDetail {
  type: 'news_license';
  license: string;
  actions: string[];
  datatypes: ComponentType[];
  locations: string[];
  channels: Channel[];
}

export type TokenGrant =
  | { scope: 'articles'; partner: string; key: string; env: 'live' | 'test'; detail: LicenseDetail }
  | { scope: 'admin' | 'audit'; operator: string };

export type Principal = PartnerPrincipal | { kind: 'operator'; operator: string; scope: 'admin' | 'audit' };

export type TokenFault = 'missing' | 'malformed' | 'expired' | 'not_yet_valid' | 'invalid';

const TYP = 'at+jwt';
const ALG = 'EdDSA';

export async function issueToken(
  grant: TokenGrant,
  { issuer, ring, now }: { issuer: string; ring: KeyRing; now: number },
): Promise<{ token: string; expiresInS: number }> {
  const iat = Math.floor(now / 1000);
  const partner = grant.scope === 'articles';
  const claims = partner
    ? { client_id: grant.key, scope: grant.scope, env: grant.env, authorization_details: [grant.detail] }
    : { client_id: grant.operator, scope: grant.scope };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: ALG, typ: TYP, kid: ring.sign.access.kid })
    .setIssuer(issuer)
    .setAudience(issuer)
    .setSubject(partner ? grant.partner : grant.operator)
    .setJti(newId('tok'))
    .setIssuedAt(iat)
    .setExpirationTime(iat + TOKEN_TTL_S)
    .sign(ring.sign.access.key);
  return { token, expiresInS: TOKEN_TTL_S };
}

/** Bearer token of an Authorization header (RFC 6750 §2.1; the scheme is case-insensitive). */
export function bearerToken(header: string | undefined): string | null {
  const match = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(header ?? '');
  return match?.[1] ?? null;
}

/** Verifies everything that a token says by itself. Whether its key is still good is the ledger's to say. */
export async function verifyToken(
  token: string,
  { issuer, ring, now }: { issuer: string; ring: KeyRing; now: number },
): Promise<{ ok: true; value: Principal } | { ok: false; reason: TokenFault }> {
  const opened = await openJws(token, {
    charsMax: TOKEN_BYTES_MAX,
    types: [TYP],
    keyFor: ({ kid = '' }) => {
      const key = ring.verify.access.get(kid);
      return key ? { alg: ALG, key } : null;
    },
  });
  if (!opened.ok) {
    const malformed = opened.reason === 'malformed' || opened.reason === 'too_large';
    return { ok: false, reason: malformed ? 'malformed' : 'invalid' };
  }
  // A header that says more than ours do was not written here.
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
  return principal ? { ok: true, value: principal } : { ok: false, reason: 'invalid' };
}

function principalOf(payload: Record<string, unknown>): Principal | null {
  const { sub, client_id, scope, env, jti } = payload;
  if (typeof sub !== 'string' || typeof client_id !== 'string' || typeof jti !== 'string') return null;
  if (scope === 'admin' || scope === 'audit') return { kind: 'operator', operator: sub, scope };
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
    entitlement: {
      ...(actions && { actions }),
      ...(datatypes && { datatypes }),
      ...(locations && { locations }),
      ...(channels && { channels }),
    },
  };
}
