/**
 * Imports foreign public keys (RFC 7517), only if all their members allow to verify signatures. A library
 * would also import encryption keys, and keys of any size.
 */
import { importJWK, type JWK } from 'jose';
import { strictBase64url } from '../../platform/strict-json.ts';
import type { Algorithm, VerificationKey } from './algorithms.ts';
import { KEYS_IN_SET_MAX, KID_CHARS_MAX } from './limits.ts';
import { isSoundRsa } from './rsa.ts';

export type KeyFault =
  | 'malformed'
  /** The key has private or symmetric members: its sender has disclosed a secret. */
  | 'private'
  /** `use` or `key_ops` name another use. */
  | 'wrong_use'
  /** Unsupported type, curve or algorithm, or a weak RSA key. */
  | 'unsupported';

type KeyResult<T> = { ok: true; value: T } | { ok: false; reason: KeyFault };
const refused = (reason: KeyFault): { ok: false; reason: KeyFault } => ({ ok: false, reason });

const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Imports a single key. Never throws because of its content. */
export async function importPublicKey(jwk: unknown): Promise<KeyResult<VerificationKey>> {
  if (!isObject(jwk) || typeof jwk.kty !== 'string') return refused('malformed');
  if (jwk.kty === 'oct' || SECRET_MEMBERS.some((name) => name in jwk)) return refused('private');
  if (!isForVerifying(jwk)) return refused('wrong_use');
  const { kid } = jwk;
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > KID_CHARS_MAX))
    return refused('malformed');
  const supported = supportedKey(jwk);
  if (!supported) return refused('unsupported');
  const { alg, members } = supported;
  try {
    const key = await importJWK(members, alg);
    if (key instanceof Uint8Array) return refused('private');
    return { ok: true, value: { alg, key, ...(kid !== undefined && { kid }) } };
  } catch {
    // The runtime rejects, for example, a point that is not on its curve.
    return refused('malformed');
  }
}

/**
 * Imports the verification keys of a set and ignores the others. Rejects the whole set if it contains a
 * secret, or if two keys share an id, because the id would be ambiguous.
 */
export async function importKeySet(set: unknown): Promise<KeyResult<VerificationKey[]>> {
  if (!isObject(set) || !Array.isArray(set.keys) || set.keys.length > KEYS_IN_SET_MAX)
    return refused('malformed');
  const results = await Promise.all(set.keys.map(importPublicKey));
  if (results.some((result) => !result.ok && result.reason === 'private')) return refused('private');
  const keys = results.flatMap((result) => (result.ok ? [result.value] : []));
  const ids = keys.flatMap(({ kid }) => kid ?? []);
  return new Set(ids).size === ids.length ? { ok: true, value: keys } : refused('malformed');
}

/** RFC 7517 §4.2, §4.3: both are optional, but must allow verification if present. */
function isForVerifying({ use, key_ops: operations }: Record<string, unknown>): boolean {
  if (use !== undefined && use !== 'sig') return false;
  if (operations === undefined) return true;
  return (
    Array.isArray(operations) &&
    operations.includes('verify') &&
    new Set(operations).size === operations.length
  );
}

/** Algorithm and members of the key. Null if it is unsupported. */
function supportedKey(jwk: Record<string, unknown>): { alg: Algorithm; members: JWK } | null {
  const { kty, crv, alg } = jwk;
  const bytesOf = (name: string) => (typeof jwk[name] === 'string' ? strictBase64url(jwk[name]) : null);
  if (kty === 'OKP' && crv === 'Ed25519' && [undefined, 'EdDSA', 'Ed25519'].includes(alg as string))
    return bytesOf('x')?.length === 32 ? { alg: 'EdDSA', members: { kty, crv, x: jwk.x as string } } : null;
  if (kty === 'EC' && crv === 'P-256' && [undefined, 'ES256'].includes(alg as string))
    return bytesOf('x')?.length === 32 && bytesOf('y')?.length === 32
      ? { alg: 'ES256', members: { kty, crv, x: jwk.x as string, y: jwk.y as string } }
      : null;
  // An RSA key without algorithm counts as RS256, which identity providers often omit.
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
