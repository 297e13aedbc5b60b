/**
 * Signing keys of the gateway: Ed25519, one current key per purpose, so that a receipt never passes as an
 * access token and a leaked key does not affect the other purposes. Retired keys only verify; compromised
 * keys do neither.
 */
import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { importJWK, type JWK } from 'jose';
import { CLOCK_LEEWAY_S, TOKEN_TTL_S } from './limits.ts';

export const KEY_PURPOSES = ['access', 'receipt', 'checkpoint'] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/**
 * A `next` key is published and verifies, so that everyone knows it before it signs. A `compromised` key is
 * neither published nor used.
 */
export type KeyStatus = 'next' | 'current' | 'retired' | 'compromised';

export interface StoredKey {
  purpose: KeyPurpose;
  status: KeyStatus;
  /** When the key got this status, ISO 8601 UTC. Absent: when the ring was created. */
  since?: string;
  /** Private OKP JWK (RFC 8037) with `kid`. */
  jwk: JWK;
}

export interface StoredKeyRing {
  keys: StoredKey[];
}

export interface SigningKey {
  kid: string;
  key: CryptoKey;
  /** The same key for `node:crypto`, which signs synchronously. */
  privateKey: KeyObject;
}

/** A retired access key verifies until the last token that it signed has expired. */
export interface AccessKey {
  key: CryptoKey;
  untilMs: number;
}

export interface KeyRing {
  sign: Record<KeyPurpose, SigningKey>;
  verify: Record<'receipt' | 'checkpoint', Map<string, CryptoKey>> & { access: Map<string, AccessKey> };
  /** RFC 7517 set of the public keys, as published. */
  jwks: { keys: JWK[] };
}

/** Cache by the secret's text. It holds values, not promises, because requests of an isolate share it. */
const rings = new Map<string, KeyRing>();
const RINGS_MAX = 4;

/**
 * Parses the secret SIGNING_KEYS. Throws when it is missing or not a key ring, because the gateway cannot
 * work without it.
 */
export async function keyRing(secret: string): Promise<KeyRing> {
  const cached = rings.get(secret);
  if (cached) return cached;
  const ring = await importRing(secret);
  if (rings.size >= RINGS_MAX) rings.clear();
  rings.set(secret, ring);
  return ring;
}

async function importRing(secret: string): Promise<KeyRing> {
  const stored = JSON.parse(secret) as StoredKeyRing;
  const sign: Partial<Record<KeyPurpose, SigningKey>> = {};
  const verify: KeyRing['verify'] = { access: new Map(), receipt: new Map(), checkpoint: new Map() };
  const keys: JWK[] = [];
  for (const { purpose, status, since, jwk } of stored.keys) {
    const { d: _private, ...publicHalf } = jwk;
    const kid = jwk.kid;
    if (!kid || jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || !jwk.d)
      throw new Error('SIGNING_KEYS holds a key that is not Ed25519');
    if (status === 'current') sign[purpose] = await signingKey(kid, jwk);
    // Signatures of the owner cannot be distinguished from those of a thief.
    if (status === 'compromised') continue;
    const key = await importKey(publicHalf);
    if (purpose === 'access') verify.access.set(kid, { key, untilMs: accessUntil(status, since) });
    else verify[purpose].set(kid, key);
    keys.push({
      kty: 'OKP',
      crv: 'Ed25519',
      x: jwk.x ?? '',
      kid,
      alg: 'EdDSA',
      use: 'sig',
      purpose,
      status,
    } as JWK);
  }
  const { access, receipt, checkpoint } = sign;
  if (!access || !receipt || !checkpoint) throw new Error('SIGNING_KEYS lacks a current key for a purpose');
  return { sign: { access, receipt, checkpoint }, verify, jwks: { keys } };
}

/** A retired key without a time of retirement is no longer valid. */
function accessUntil(status: KeyStatus, since: string | undefined): number {
  if (status !== 'retired') return Number.POSITIVE_INFINITY;
  return since === undefined ? 0 : Date.parse(since) + (TOKEN_TTL_S + CLOCK_LEEWAY_S) * 1000;
}

async function signingKey(kid: string, jwk: JWK): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' });
  return { kid, key: await importKey(jwk), privateKey };
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('SIGNING_KEYS holds a symmetric key');
  return key;
}
