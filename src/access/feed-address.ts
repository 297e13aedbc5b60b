/**
 * Secret addresses of feeds: for readers and importers that know nothing but a URL. The address is the
 * credential: 256 bits, with a checksum that refuses what was cut or mistyped without a look-up; what is
 * stored is its SHA-256. It is of another form than an API key, so that neither is ever taken for the other.
 */
import { createHash, randomBytes } from 'node:crypto';

const SHAPE = /^feed_([0-9a-f]{64})([0-9a-f]{8})$/;

/**
 * Of the rows of `key_secrets`, these are the addresses; hashes of secrets are hex, those of public keys
 * begin with `jwk:`.
 */
export const FEED_HASH_PREFIX = 'feed:';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const checksum = (text: string) => sha256(text).slice(0, 8);
const hashOf = (address: string) => FEED_HASH_PREFIX + sha256(address);

/** The secret part of the address: shown once, never stored. */
export function mintFeedAddress(): { address: string; hash: string } {
  const start = `feed_${randomBytes(32).toString('hex')}`;
  const address = start + checksum(start);
  return { address, hash: hashOf(address) };
}

/** The hash that it is looked up by; null: it cannot be one of ours. */
export function readFeedAddress(text: string): string | null {
  const sum = SHAPE.exec(text)?.[2];
  return sum !== undefined && checksum(text.slice(0, -8)) === sum ? hashOf(text) : null;
}
