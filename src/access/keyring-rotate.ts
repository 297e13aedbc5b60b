/**
 * Life cycle of a signing key: next → current → retired, or compromised. Each step returns a new ring; the
 * operator deploys it.
 */
import type { KeyPurpose, KeyStatus, StoredKey, StoredKeyRing } from './keyring.ts';
import { generateKey } from './keyring-make.ts';

/** Publishes a key that signs after the next rotation. Returns the ring unchanged if such a key exists. */
export async function prepareKey(
  ring: StoredKeyRing,
  purpose: KeyPurpose,
  now: Date,
): Promise<StoredKeyRing> {
  if (ring.keys.some((key) => key.purpose === purpose && key.status === 'next')) return ring;
  return { keys: [...ring.keys, withStatus(await generateKey(purpose, 'next'), 'next', now)] };
}

/**
 * Makes the next key current and retires the one before it. Creates the next key if none was published
 * before.
 */
export async function rotateKey(ring: StoredKeyRing, purpose: KeyPurpose, now: Date): Promise<StoredKeyRing> {
  const { keys } = await prepareKey(ring, purpose, now);
  return {
    keys: keys.map((key) => {
      if (key.purpose !== purpose) return key;
      if (key.status === 'current') return withStatus(key, 'retired', now);
      return key.status === 'next' ? withStatus(key, 'current', now) : key;
    }),
  };
}

/**
 * Marks a key as compromised, which invalidates all its signatures. A current key is rotated first. Null if
 * the key does not exist.
 */
export async function markCompromised(
  ring: StoredKeyRing,
  kid: string,
  now: Date,
): Promise<StoredKeyRing | null> {
  const compromised = ring.keys.find(({ jwk }) => jwk.kid === kid);
  if (!compromised) return null;
  const { keys } = compromised.status === 'current' ? await rotateKey(ring, compromised.purpose, now) : ring;
  return { keys: keys.map((key) => (key.jwk.kid === kid ? withStatus(key, 'compromised', now) : key)) };
}

function withStatus(key: StoredKey, status: KeyStatus, now: Date): StoredKey {
  return { ...key, status, since: now.toISOString() };
}
