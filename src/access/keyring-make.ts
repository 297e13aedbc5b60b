/** Making signing keys: run once on first local start, and by an operator who rotates. Never on a request. */
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { KeyPurpose, StoredKey, StoredKeyRing } from './keyring.ts';

const PURPOSES: KeyPurpose[] = ['access', 'receipt', 'checkpoint'];

/** A new key ring with one current Ed25519 key per purpose, as the JSON text of the secret SIGNING_KEYS. */
export async function generateKeyRing(): Promise<string> {
  const keys = await Promise.all(PURPOSES.map(generateKey));
  const ring: StoredKeyRing = { keys };
  return JSON.stringify(ring);
}

async function generateKey(purpose: KeyPurpose): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const jwk = await exportJWK(privateKey);
  // RFC 7638 thumbprint: the same key has the same id wherever it is stored.
  const kid = await calculateJwkThumbprint(jwk);
  return { purpose, status: 'current', jwk: { ...jwk, kid } };
}
