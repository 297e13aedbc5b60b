/**
 * Tokens that were verified before: a partner sends the same one for minutes, and to check its signature costs more than to judge
 * it. Only what a token says by itself is remembered; whether its key is still good the ledger object says each time.
 */
import { decodeJwt } from 'jose';
import { BoundedMap } from '../rights/index.ts';
import { CLOCK_LEEWAY_S, TOKEN_TTL_S, TOKENS_KEPT_MAX } from './limits.ts';
import { type VerifiedToken, verifyToken } from './token.ts';

interface Kept {
  verified: VerifiedToken;
  /** Seconds, UTC, as the token says. */
  iat: number;
  exp: number;
}

/** By the keys that they were verified with: another key ring knows nothing of them. */
const keptBy = new WeakMap<object, BoundedMap<Kept>>();

/** The same answer as `verifyToken`, to the letter. A token that is refused is looked at again each time. */
export async function verifyOnce(
  token: string,
  expected: Parameters<typeof verifyToken>[1],
): ReturnType<typeof verifyToken> {
  const kept = keptFor(expected.ring);
  const key = `${expected.issuer}\n${token}`;
  const known = kept.get(key);
  if (known) {
    if (isInTime(known, Math.floor(expected.now / 1000))) return { ok: true, value: known.verified };
    kept.delete(key);
  }
  const verified = await verifyToken(token, expected);
  if (verified.ok) {
    const { iat = 0, exp = 0, nbf } = decodeJwt(token);
    // Of others, time may say what it does not say of ours.
    if (nbf === undefined && exp - iat <= TOKEN_TTL_S) kept.set(key, { verified: verified.value, iat, exp });
  }
  return verified;
}

/** As `checkClaims` sees it; at the edges it is asked itself. */
function isInTime({ iat, exp }: Kept, nowS: number): boolean {
  return exp > nowS && iat - CLOCK_LEEWAY_S <= nowS;
}

function keptFor(ring: object): BoundedMap<Kept> {
  const known = keptBy.get(ring);
  if (known) return known;
  const made = new BoundedMap<Kept>({ entriesMax: TOKENS_KEPT_MAX });
  keptBy.set(ring, made);
  return made;
}
