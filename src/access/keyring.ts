/**
 * The gateway's signing keys: Ed25519, one current key per purpose, so that a receipt can never pass as an access
 * token and a leaked key of one purpose says nothing of the others. Retired keys only verify.
 */
import { importJWK, type JWK } from 'jose';

export type KeyPurpose = 'access' | 'receipt' | 'checkpoint';

export interface StoredKey {
  purpose: KeyPurpose;
  status: 'current' | 'retired';
  /** Private OKP JWK (RFC 8037) with `kid`. */
  jwk: JWK;
}

export interface StoredKeyRing {
  keys: StoredKey[];
}

export interface SigningKey {
  kid: string;
  key: CryptoKey;
}

export interface KeyRing {
  sign: Record<KeyPurpose, SigningKey>;
  /** Public keys by purpose and kid; access tokens are never verified with a retired key. */
  verify: Record<KeyPurpose, Map<string, CryptoKey>>;
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
  for (const { purpose, status, jwk } of stored.keys) {
    const { d: _private, ...publicHalf } = jwk;
    const kid = jwk.kid;
    if (!kid || jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || !jwk.d)
      throw new Error('SIGNING_KEYS holds a key that is not Ed25519');
    if (status === 'current') sign[purpose] = { kid, key: await importKey(jwk) };
    if (status === 'current' || purpose !== 'access') verify[purpose].set(kid, await importKey(publicHalf));
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

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('SIGNING_KEYS holds a symmetric key');
  return key;
}
