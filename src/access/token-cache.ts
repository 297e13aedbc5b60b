/**
 * Cache of verified tokens. A partner sends the same token for minutes, and verifying its signature costs
 * more than the decision. Only the token's own claims are cached; the ledger shard checks on each request
 * whether token and key are still valid.
 */
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { noteLookup } from '../platform/metrics/isolate.ts';
import { BoundedMap } from '../rights/lru.ts';
import type { KeyRing } from './keyring.ts';
import { CLOCK_LEEWAY_S, TOKEN_TTL_S, TOKENS_CACHED_BYTES_MAX, TOKENS_CACHED_MAX } from './limits.ts';
import { type VerifiedToken, verifyToken } from './token.ts';

interface CachedToken {
  verified: VerifiedToken;
  /** Issue time. Milliseconds, UTC. */
  issuedMs: number;
  /** When the signing key stops being valid. Milliseconds, UTC. */
  keyUntilMs: number;
  bytes: number;
}

/**
 * The key holds the text once. The claims are at most as long, with two bytes per character at worst, plus
 * the objects around them.
 */
const bytesOf = (key: string) => 3 * key.length + 500;

/** One cache per key ring, so that a changed ring begins with an empty cache. */
const caches = new WeakMap<KeyRing, BoundedMap<CachedToken>>();

/** Verifies a token like `verifyToken`, with the cache. Rejected tokens are not cached. */
export async function verifyCached(
  token: string,
  expected: Parameters<typeof verifyToken>[1],
): ReturnType<typeof verifyToken> {
  const cache = cacheFor(expected.ring);
  const key = `${expected.issuer}\n${token}`;
  const cached = cache.get(key);
  const isHit = cached !== undefined && isInTime(cached, expected.now);
  noteLookup('tokens', isHit);
  if (isHit) return { ok: true, value: cached.verified };
  if (cached) cache.delete(key);
  const verified = await verifyToken(token, expected);
  if (verified.ok) store(cache, key, { token, ring: expected.ring, verified: verified.value });
  return verified;
}

function store(
  cache: BoundedMap<CachedToken>,
  key: string,
  { token, ring, verified }: { token: string; ring: KeyRing; verified: VerifiedToken },
): void {
  const { iat = 0, exp = 0, nbf } = decodeJwt(token);
  const signer = ring.verify.access.get(decodeProtectedHeader(token).kid ?? '');
  // Tokens with `nbf` or a longer life could change validity in ways that `isInTime` does not check.
  if (!signer || nbf !== undefined || exp - iat > TOKEN_TTL_S) return;
  cache.set(key, { verified, issuedMs: iat * 1_000, keyUntilMs: signer.untilMs, bytes: bytesOf(key) });
}

/** Within the leeway, `checkClaims` decides instead. */
function isInTime({ verified, issuedMs, keyUntilMs }: CachedToken, nowMs: number): boolean {
  const hasBegun = issuedMs - CLOCK_LEEWAY_S * 1_000 <= nowMs;
  return hasBegun && nowMs < verified.expiresMs && nowMs < keyUntilMs;
}

function cacheFor(ring: KeyRing): BoundedMap<CachedToken> {
  const cached = caches.get(ring);
  if (cached) return cached;
  const created = new BoundedMap<CachedToken>({
    entriesMax: TOKENS_CACHED_MAX,
    weightMax: TOKENS_CACHED_BYTES_MAX,
    weigh: ({ bytes }) => bytes,
  });
  caches.set(ring, created);
  return created;
}
