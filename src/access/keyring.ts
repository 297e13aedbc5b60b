/**
 * The gateway's signing keys: Ed25519, one current key per purpose, so that a receipt can never pass as an access
 * token and a leaked key of one purpose says nothing of the others. Retired keys only verify, compromised ones do nothing.
 */
import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { importJWK, type JWK } from 'jose';
import { CLOCK_LEEWAY_S, TOKEN_TTL_S } from './limits.ts';

export const KEY_PURPOSES = ['access', 'receipt', 'checkpoint'] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/** `next` is published and verifies, so that everybody knows it by the time that it signs. `compromised` is neither. */
export type KeyStatus = 'next' | 'current' | 'retired' | 'compromised';

export interface StoredKey {
  purpose: KeyPurpose;
  status: KeyStatus;
  /** When it came to this status, ISO 8601 UTC; absent: as the ring was made. */
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
  /** The same key for `node:crypto`, which signs without a promise. */
  privateKey: KeyObject;
}

/** A retired access key verifies until the last token that it has signed is over; then it is not a key of ours any more. */
export interface AccessKey {
  key: CryptoKey;
  /** Milliseconds, UTC. */
  untilMs: number;
}

export interface KeyRing {
  sign: Record<KeyPurpose, SigningKey>;
  /** Public keys by kid. */
  verify: Record<'receipt' | 'checkpoint', Map<string, CryptoKey>> & { access: Map<string, AccessKey> };
  /** RFC 7517 set of the public halves, as served. */
  jwks: { keys: JWK[] };
}

/** Keyed by the secret's text; holds values, never promises, because isolates share it between requests. */
const rings = new Map<string, KeyRing>();
const RINGS_MAX = 4;

/** Reads the secret SIGNING_KEYS. Throws when it is missing or not a key ring: the gateway cannot work without. */
export async function keyRing(secret: string): Promise<KeyRing> {
  const known = rings.get(secret);
  if (known) return known;
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
    // Nobody can tell what its owner has signed from what its thief has.
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

/** Without a time of retirement it is over. */
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
