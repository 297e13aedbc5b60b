/**
 * Tokens that were verified before: a partner sends the same one for minutes, and to check its signature costs more than to judge
 * it. Only what a token says by itself is remembered; whether it and its key are still good the ledger object says each time.
 */
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { noteLookup } from '../platform/metrics/isolate.ts';
import { BoundedMap } from '../rights/lru.ts';
import type { KeyRing } from './keyring.ts';
import { CLOCK_LEEWAY_S, TOKEN_TTL_S, TOKENS_KEPT_BYTES_MAX, TOKENS_KEPT_MAX } from './limits.ts';
import { type VerifiedToken, verifyToken } from './token.ts';

interface Kept {
  verified: VerifiedToken;
  /** When it was issued. Milliseconds, UTC. */
  issuedMs: number;
  /** When the key that signed it stops to count. Milliseconds, UTC. */
  keyUntilMs: number;
  bytes: number;
}

/** The text once as the key; what it says is not longer, as characters of two bytes at worst, and the objects around it. */
const bytesOf = (key: string) => 3 * key.length + 500;

/** By the keys that they were verified with: another key ring knows nothing of them. */
const keptBy = new WeakMap<KeyRing, BoundedMap<Kept>>();

/** Answers as `verifyToken` does, whatever was remembered. A token that is refused is looked at again each time. */
export async function verifyOnce(
  token: string,
  expected: Parameters<typeof verifyToken>[1],
): ReturnType<typeof verifyToken> {
  const kept = keptFor(expected.ring);
  const key = `${expected.issuer}\n${token}`;
  const known = kept.get(key);
  const isGood = known !== undefined && isInTime(known, expected.now);
  noteLookup('tokens', isGood);
  if (isGood) return { ok: true, value: known.verified };
  if (known) kept.delete(key);
  const verified = await verifyToken(token, expected);
  if (verified.ok) keep(kept, key, { token, ring: expected.ring, verified: verified.value });
  return verified;
}

function keep(
  kept: BoundedMap<Kept>,
  key: string,
  { token, ring, verified }: { token: string; ring: KeyRing; verified: VerifiedToken },
): void {
  const { iat = 0, exp = 0, nbf } = decodeJwt(token);
  const signer = ring.verify.access.get(decodeProtectedHeader(token).kid ?? '');
  // Of others, time may say what it does not say of ours.
  if (!signer || nbf !== undefined || exp - iat > TOKEN_TTL_S) return;
  kept.set(key, { verified, issuedMs: iat * 1_000, keyUntilMs: signer.untilMs, bytes: bytesOf(key) });
}

/** At the edges, where leeway counts, `checkClaims` is asked itself. */
function isInTime({ verified, issuedMs, keyUntilMs }: Kept, nowMs: number): boolean {
  const begun = issuedMs - CLOCK_LEEWAY_S * 1_000 <= nowMs;
  return begun && nowMs < verified.expiresMs && nowMs < keyUntilMs;
}

function keptFor(ring: KeyRing): BoundedMap<Kept> {
  const known = keptBy.get(ring);
  if (known) return known;
  const made = new BoundedMap<Kept>({
    entriesMax: TOKENS_KEPT_MAX,
    weightMax: TOKENS_KEPT_BYTES_MAX,
    weigh: ({ bytes }) => bytes,
  });
  keptBy.set(ring, made);
  return made;
}
