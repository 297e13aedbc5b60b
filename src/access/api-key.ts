/**
 * API keys: `imp_<env>_<id>_<secret><checksum>`. 256 bits of secret; the checksum refuses typing and pasting errors
 * without a look-up; what is stored is the SHA-256 of the whole key, which needs no salt at this entropy.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface MintedKey {
  /** The whole key. Shown once, never stored. */
  secret: string;
  /** Hex SHA-256 of it: what is stored and looked up. */
  hash: string;
  /** Last characters, to tell keys apart in a list. */
  hint: string;
}

const SHAPE = /^imp_(live|test)_((?:key|opr)_[0-9a-f]{32})_([0-9a-f]{64})([0-9a-f]{8})$/;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const checksum = (text: string) => sha256(text).slice(0, 8);

/** `id` is the client id: an API key's or an operator's. */
export function mintApiKey(env: 'live' | 'test', id: string): MintedKey {
  const start = `imp_${env}_${id}_${randomBytes(32).toString('hex')}`;
  const secret = start + checksum(start);
  return { secret, hash: sha256(secret), hint: `…${secret.slice(-4)}` };
}

/** Null when it cannot be a key of ours. */
export function readApiKey(text: string): { env: 'live' | 'test'; id: string; hash: string } | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const [, env, id, , sum] = match;
  if (!id || checksum(text.slice(0, -8)) !== sum) return null;
  return { env: env === 'test' ? 'test' : 'live', id, hash: sha256(text) };
}
