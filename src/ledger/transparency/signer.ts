/** Keys of purpose `checkpoint` from the secret key ring, as verifier keys of notes. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { StoredKeyRing } from '../../access/keyring.ts';
import { isKeyName, LOG_SIGNATURE, signNote, type VerifierKey, verifierKey } from './note.ts';

interface CheckpointKeys {
  privateKey: KeyObject;
  current: Uint8Array;
  others: { key: Uint8Array; status: 'next' | 'retired' }[];
}

/** Cache by the secret's text, as in access/keyring.ts. */
const read = new Map<string, CheckpointKeys>();

/**
 * Verifier keys for this origin: the first signs, the others have signed or will. Throws if the ring or
 * origin is invalid.
 */
export function verifierKeysOf(secret: string, origin: string): VerifierKey[] {
  if (!isKeyName(origin)) throw new Error(`LOG_ORIGIN: "${origin}" cannot name a log (no spaces, no plus)`);
  const { current, others } = keysOf(secret);
  return [current, ...others.map(({ key }) => key)].map((key) => verifierKey(origin, LOG_SIGNATURE, key));
}

export function signAs(secret: string, origin: string, text: string): string {
  const [key] = verifierKeysOf(secret, origin);
  if (!key) throw new Error('SIGNING_KEYS lacks a current key for checkpoints');
  return signNote(text, key, keysOf(secret).privateKey);
}

function keysOf(secret: string): CheckpointKeys {
  const cached = read.get(secret);
  if (cached) return cached;
  const keys = importKeys(secret);
  read.clear();
  read.set(secret, keys);
  return keys;
}

function importKeys(secret: string): CheckpointKeys {
  const stored = (JSON.parse(secret) as StoredKeyRing).keys.filter(({ purpose }) => purpose === 'checkpoint');
  const current = stored.find(({ status }) => status === 'current');
  if (!current) throw new Error('SIGNING_KEYS lacks a current key for checkpoints');
  const publicHalf = ({ jwk }: StoredKeyRing['keys'][number]) => Buffer.from(jwk.x ?? '', 'base64url');
  return {
    privateKey: createPrivateKey({ key: { ...current.jwk }, format: 'jwk' }),
    current: publicHalf(current),
    // Signatures of a compromised key are worthless.
    others: stored
      .filter((key) => key !== current && key.status !== 'compromised')
      .map((key) => ({ key: publicHalf(key), status: key.status === 'next' ? 'next' : 'retired' })),
  };
}

/** In the order of `verifierKeysOf`. */
export function statusesOf(secret: string): ('current' | 'next' | 'retired')[] {
  const { others } = keysOf(secret);
  return ['current', ...others.map(({ status }) => status)];
}
