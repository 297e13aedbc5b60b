/**
 * API keys: `imp_<env>_<id>_<secret><checksum>`. The secret has 256 bits. The checksum rejects typing errors
 * without a look-up. The database stores a hash of the key: SHA-256, which needs no salt at this entropy.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface MintedKey {
  /** The whole key. It is shown once and never stored. */
  secret: string;
  /** Hex SHA-256 of the key, which is stored and looked up. */
  hash: string;
  /** Last characters, which distinguish keys in a list. */
  hint: string;
}

const SHAPE = /^imp_(live|test)_((?:key|opr)_[0-9a-f]{32})_([0-9a-f]{64})([0-9a-f]{8})$/;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const checksum = (text: string) => sha256(text).slice(0, 8);

/** Creates a key. `id` is the client id of an API key or an operator. */
export function mintApiKey(env: 'live' | 'test', id: string): MintedKey {
  const start = `imp_${env}_${id}_${randomBytes(32).toString('hex')}`;
  const secret = start + checksum(start);
  return { secret, hash: sha256(secret), hint: `…${secret.slice(-4)}` };
}

/** Parses a key. Null if the text cannot be a key of this gateway. */
export function parseApiKey(text: string): { env: 'live' | 'test'; id: string; hash: string } | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const [, env, id, , sum] = match;
  if (!id || checksum(text.slice(0, -8)) !== sum) return null;
  return { env: env === 'test' ? 'test' : 'live', id, hash: sha256(text) };
}
