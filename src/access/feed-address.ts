/**
 * Secret feed addresses, for readers and importers that only accept a URL. The address is the credential: 256
 * bits, with a checksum that rejects truncated or mistyped addresses without a look-up. The database stores
 * its SHA-256. Its form differs from an API key's, so neither is ever mistaken for the other.
 */
import { createHash, randomBytes } from 'node:crypto';

const SHAPE = /^feed_([0-9a-f]{64})([0-9a-f]{8})$/;

/**
 * Prefix of addresses among the hashes of `key_secrets`. Hashes of secrets are hex; those of public keys
 * begin with `jwk:`.
 */
export const FEED_HASH_PREFIX = 'feed:';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const checksum = (text: string) => sha256(text).slice(0, 8);
const hashOf = (address: string) => FEED_HASH_PREFIX + sha256(address);

/** Creates the secret part of an address, which is shown once and never stored. */
export function mintFeedAddress(): { address: string; hash: string } {
  const start = `feed_${randomBytes(32).toString('hex')}`;
  const address = start + checksum(start);
  return { address, hash: hashOf(address) };
}

/** Hash by which the address is looked up. Null if it cannot be an address of this gateway. */
export function parseFeedAddress(text: string): string | null {
  const sum = SHAPE.exec(text)?.[2];
  return sum !== undefined && checksum(text.slice(0, -8)) === sum ? hashOf(text) : null;
}
