/** Generates signing keys, on the first local start and for rotations. Never runs on a request. */
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { KEY_PURPOSES, type KeyPurpose, type StoredKey, type StoredKeyRing } from './keyring.ts';

/**
 * Creates a key ring with one current Ed25519 key per purpose, as the JSON text of the secret SIGNING_KEYS.
 */
export async function generateKeyRing(): Promise<string> {
  const keys = await Promise.all(KEY_PURPOSES.map((purpose) => generateKey(purpose, 'current')));
  const ring: StoredKeyRing = { keys };
  return JSON.stringify(ring);
}

export async function generateKey(purpose: KeyPurpose, status: 'next' | 'current'): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const jwk = await exportJWK(privateKey);
  // RFC 7638 thumbprint: the same key has the same id wherever it is stored.
  const kid = await calculateJwkThumbprint(jwk);
  return { purpose, status, jwk: { ...jwk, kid } };
}
