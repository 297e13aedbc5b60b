/** Checks the registered claims of a JWT (RFC 7519 §4.1). Pure. */
import { parseObject } from '../../platform/strict-json.ts';

export type ClaimFault = 'expired' | 'not_yet_valid' | 'invalid';

export interface ExpectedClaims {
  /** Must match exactly. */
  issuer: string;
  /** Must match exactly: the single audience, or one of these. */
  audience: string | readonly string[];
  /**
   * Applies the rules of ID tokens (OIDC Core §3.1.3.7 nos. 3 to 5): other audiences may be listed if `azp`
   * is ours, and `azp` never names another party.
   */
  isIdToken?: boolean;
  now: number;
  /** Permitted clock difference in both directions. */
  leewayS: number;
  /** Rejects an `exp` further ahead than this. Absent: no limit. */
  lifeSMax?: number;
}

export type Claims = Record<string, unknown> & { iss: string; iat: number; exp: number };

type ClaimCheck = { ok: true; claims: Claims } | { ok: false; reason: ClaimFault };
const refused = (reason: ClaimFault): ClaimCheck => ({ ok: false, reason });

/** Checks `iss`, `aud`, `iat` and `exp`, which are required, and `nbf`, which is optional. */
export function checkClaims(payload: Uint8Array, expected: ExpectedClaims): ClaimCheck {
  const claims = parseObject(payload);
  if (!claims || claims.iss !== expected.issuer || !isForUs(claims, expected)) return refused('invalid');
  const { iat, exp, nbf } = claims;
  if (!isTime(iat) || !isTime(exp) || (nbf !== undefined && !isTime(nbf))) return refused('invalid');
  const nowS = Math.floor(expected.now / 1000);
  if (exp + expected.leewayS <= nowS) return refused('expired');
  if (Math.max(iat, nbf ?? iat) - expected.leewayS > nowS) return refused('not_yet_valid');
  if (expected.lifeSMax !== undefined && exp - nowS > expected.lifeSMax + expected.leewayS)
    return refused('invalid');
  return { ok: true, claims: claims as Claims };
}

/** A list with one element equals that element (RFC 7519 §4.1.3). */
function isForUs(
  { aud, azp }: Record<string, unknown>,
  { audience, isIdToken = false }: ExpectedClaims,
): boolean {
  const isOurs = (named: unknown) =>
    typeof named === 'string' &&
    (typeof audience === 'string' ? named === audience : audience.includes(named));
  if (isIdToken && azp !== undefined && !isOurs(azp)) return false;
  const named: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (named.length === 1) return isOurs(named[0]);
  return isIdToken && isOurs(azp) && named.some(isOurs);
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
