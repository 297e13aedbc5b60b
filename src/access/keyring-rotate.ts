/**
 * A key's way through a ring: next → current → retired, or compromised. Each step gives a new ring; which gateways have it is
 * the operator's business.
 */
import type { KeyPurpose, KeyStatus, StoredKey, StoredKeyRing } from './keyring.ts';
import { generateKey } from './keyring-make.ts';

/** Publishes a key that will sign after the next rotation. The ring as it is when one waits already. */
export async function prepareKey(
  ring: StoredKeyRing,
  purpose: KeyPurpose,
  now: Date,
): Promise<StoredKeyRing> {
  if (ring.keys.some((key) => key.purpose === purpose && key.status === 'next')) return ring;
  return { keys: [...ring.keys, inStatus(await generateKey(purpose, 'next'), 'next', now)] };
}

/** The next key signs, the one before it retires. Where none was prepared it is made now, and nobody knows it yet. */
export async function rotateKey(ring: StoredKeyRing, purpose: KeyPurpose, now: Date): Promise<StoredKeyRing> {
  const { keys } = await prepareKey(ring, purpose, now);
  return {
    keys: keys.map((key) => {
      if (key.purpose !== purpose) return key;
      if (key.status === 'current') return inStatus(key, 'retired', now);
      return key.status === 'next' ? inStatus(key, 'current', now) : key;
    }),
  };
}

/** Nothing that the key has signed is believed any more. One that signs is replaced. Null: no such key. */
export async function markCompromised(
  ring: StoredKeyRing,
  kid: string,
  now: Date,
): Promise<StoredKeyRing | null> {
  const lost = ring.keys.find(({ jwk }) => jwk.kid === kid);
  if (!lost) return null;
  const { keys } = lost.status === 'current' ? await rotateKey(ring, lost.purpose, now) : ring;
  return { keys: keys.map((key) => (key.jwk.kid === kid ? inStatus(key, 'compromised', now) : key)) };
}

function inStatus(key: StoredKey, status: KeyStatus, now: Date): StoredKey {
  return { ...key, status, since: now.toISOString() };
}
