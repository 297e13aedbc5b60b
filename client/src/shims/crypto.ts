/**
 * The parts of `node:crypto` that the gateway's checks use, for other runtimes: SHA-256 and synchronous
 * Ed25519.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Buffer } from './buffer.ts';

export interface KeyObject {
  raw: Uint8Array;
}

export function createHash(algorithm: string) {
  if (algorithm !== 'sha256') throw new Error(`no ${algorithm} here`);
  const hash = sha256.create();
  const made = {
    update(data: string | Uint8Array) {
      hash.update(typeof data === 'string' ? new TextEncoder().encode(data) : data);
      return made;
    },
    digest(encoding?: 'hex' | 'base64' | 'base64url') {
      const bytes = Buffer.from(hash.digest());
      return encoding === undefined ? bytes : bytes.toString(encoding as 'base64');
    },
  };
  return made;
}

/** SubjectPublicKeyInfo of an Ed25519 key: the key is its last 32 bytes (RFC 8410). */
export function createPublicKey({ key }: { key: Uint8Array }): KeyObject {
  return { raw: key.subarray(-32) };
}

export function verify(_algorithm: null, data: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  // RFC 8032, not the looser rules of ZIP 215.
  return ed25519.verify(signature, data, key.raw, { zip215: false });
}

export function sign(): never {
  throw new Error('A client signs nothing');
}
