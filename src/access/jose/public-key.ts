/**
 * Public keys of others (RFC 7517), taken only when everything in them speaks for verifying signatures. A library imports
 * keys that are meant for encryption, of any size; here such a key does not exist.
 */
import { importJWK, type JWK } from 'jose';
import { strictBase64url } from '../../platform/strict-json.ts';
import type { Algorithm, VerificationKey } from './algorithms.ts';
import { KEYS_IN_SET_MAX, KID_CHARS_MAX } from './limits.ts';
import { isSoundRsa } from './rsa.ts';

export type KeyFault =
  | 'malformed'
  /** It has private or symmetric members: whoever sent it has given away a secret. */
  | 'private'
  /** `use` or `key_ops` say that it is for something else. */
  | 'wrong_use'
  /** Another type, curve or algorithm than is verified here, or an RSA key that is too weak. */
  | 'unsupported';

type Read<T> = { ok: true; value: T } | { ok: false; reason: KeyFault };
const refused = (reason: KeyFault): { ok: false; reason: KeyFault } => ({ ok: false, reason });

const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

export async function importPublicKey(jwk: unknown): Promise<Read<VerificationKey>> {
  if (!isObject(jwk) || typeof jwk.kty !== 'string') return refused('malformed');
  if (jwk.kty === 'oct' || SECRET_MEMBERS.some((name) => name in jwk)) return refused('private');
  if (!isForVerifying(jwk)) return refused('wrong_use');
  const { kid } = jwk;
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > KID_CHARS_MAX))
    return refused('malformed');
  const sound = soundKey(jwk);
  if (!sound) return refused('unsupported');
  const { alg, members } = sound;
  try {
    const key = await importJWK(members, alg);
    if (key instanceof Uint8Array) return refused('private');
    return { ok: true, value: { alg, key, ...(kid !== undefined && { kid }) } };
  } catch {
    // The runtime refuses, for example, a point that is not on its curve.
    return refused('malformed');
  }
}

/**
 * Keys of a set that verify signatures; others of it are left out. The whole set is refused when it has a secret in it, or
 * when two keys share an id: which of them was meant?
 */
export async function importKeySet(set: unknown): Promise<Read<VerificationKey[]>> {
  if (!isObject(set) || !Array.isArray(set.keys) || set.keys.length > KEYS_IN_SET_MAX)
    return refused('malformed');
  const read = await Promise.all(set.keys.map(importPublicKey));
  if (read.some((one) => !one.ok && one.reason === 'private')) return refused('private');
  const keys = read.flatMap((one) => (one.ok ? [one.value] : []));
  const ids = keys.flatMap(({ kid }) => kid ?? []);
  return new Set(ids).size === ids.length ? { ok: true, value: keys } : refused('malformed');
}

/** RFC 7517 §4.2, §4.3: both may be absent; what is there must allow it. */
function isForVerifying({ use, key_ops: operations }: Record<string, unknown>): boolean {
  if (use !== undefined && use !== 'sig') return false;
  if (operations === undefined) return true;
  return (
    Array.isArray(operations) &&
    operations.includes('verify') &&
    new Set(operations).size === operations.length
  );
}

/** The algorithm that the key is for, and the members that make it. Null: not one of ours. */
function soundKey(jwk: Record<string, unknown>): { alg: Algorithm; members: JWK } | null {
  const { kty, crv, alg } = jwk;
  const bytesOf = (name: string) => (typeof jwk[name] === 'string' ? strictBase64url(jwk[name]) : null);
  if (kty === 'OKP' && crv === 'Ed25519' && [undefined, 'EdDSA', 'Ed25519'].includes(alg as string))
    return bytesOf('x')?.length === 32 ? { alg: 'EdDSA', members: { kty, crv, x: jwk.x as string } } : null;
  if (kty === 'EC' && crv === 'P-256' && [undefined, 'ES256'].includes(alg as string))
    return bytesOf('x')?.length === 32 && bytesOf('y')?.length === 32
      ? { alg: 'ES256', members: { kty, crv, x: jwk.x as string, y: jwk.y as string } }
      : null;
  // An RSA key that names no algorithm is taken for the one that identity providers leave unsaid.
  const rsa = alg ?? 'RS256';
  if (kty !== 'RSA' || (rsa !== 'RS256' && rsa !== 'PS256')) return null;
  const [modulus, exponent] = [bytesOf('n'), bytesOf('e')];
  return modulus && exponent && isSoundRsa(modulus, exponent)
    ? { alg: rsa, members: { kty, n: jwk.n as string, e: jwk.e as string } }
    : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
