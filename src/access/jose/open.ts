/**
 * Verifies a compact JWS (RFC 7515 §7.1). Stricter than a library: one encoding, a key known in advance, that
 * key's algorithm, and a header without extensions.
 */
import { compactVerify } from 'jose';
import { parseObject, strictBase64url } from '../../platform/strict-json.ts';
import type { VerificationKey } from './algorithms.ts';
import { KID_CHARS_MAX } from './limits.ts';

export type JwsFault =
  | 'too_large'
  | 'malformed'
  | 'wrong_type'
  | 'unknown_key'
  | 'wrong_algorithm'
  | 'bad_signature';

export interface JwsHeader {
  alg: string;
  typ?: string;
  kid?: string;
  [member: string]: unknown;
}

export type JwsVerification =
  | { ok: true; header: JwsHeader; payload: Uint8Array }
  | { ok: false; reason: JwsFault };

export interface JwsExpectations {
  /** Longest accepted JWS, in characters. */
  charsMax: number;
  /** Accepted values of `typ`; undefined stands for an absent one. Without the list `typ` is not checked. */
  types?: readonly (string | undefined)[];
  /** Selects one of the known keys by the header. Null if there is none. */
  keyFor(header: JwsHeader): VerificationKey | null | Promise<VerificationKey | null>;
  /** Header members that this kind of JWS may have although others must not: the `jwk` of a DPoP proof. */
  allowed?: readonly string[];
}

/**
 * Header members that bring keys, point to keys, add critical extensions or change the payload's encoding.
 * They are always rejected.
 */
const REFUSED_MEMBERS = ['crit', 'b64', 'jwk', 'jku', 'x5u', 'x5c', 'zip', 'enc'];

/** Verifies a JWS. Never throws because of its content. */
export async function openJws(jws: string, expected: JwsExpectations): Promise<JwsVerification> {
  if (jws.length > expected.charsMax) return refused('too_large');
  const header = headerOf(jws, expected.allowed ?? []);
  if (!header) return refused('malformed');
  if (expected.types && !expected.types.includes(header.typ)) return refused('wrong_type');
  const verificationKey = await expected.keyFor(header);
  if (!verificationKey) return refused('unknown_key');
  // The key determines the algorithm; the header may only agree.
  if (header.alg !== verificationKey.alg) return refused('wrong_algorithm');
  try {
    const { payload } = await compactVerify(jws, verificationKey.key, {
      algorithms: [verificationKey.alg],
    });
    return { ok: true, header, payload };
  } catch {
    return refused('bad_signature');
  }
}

const refused = (reason: JwsFault): JwsVerification => ({ ok: false, reason });

function headerOf(jws: string, allowed: readonly string[]): JwsHeader | null {
  const parts = jws.split('.');
  const [first, payload, signature] = parts.map(strictBase64url);
  // An empty payload is valid (RFC 7515 §2).
  if (parts.length !== 3 || !first || !signature || (!payload && parts[1] !== '')) return null;
  const header = parseObject(first);
  if (!header || typeof header.alg !== 'string') return null;
  const { typ, kid } = header;
  if (typ !== undefined && typeof typ !== 'string') return null;
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > KID_CHARS_MAX)) return null;
  if (REFUSED_MEMBERS.some((name) => name in header && !allowed.includes(name))) return null;
  return header as JwsHeader;
}

/** Selects a key of a set: by `kid`, or, if the header names none, the only one of its algorithm. */
export function keyAmong(keys: readonly VerificationKey[], { kid, alg }: JwsHeader): VerificationKey | null {
  const fitting = keys.filter((key) => (kid === undefined ? key.alg === alg : key.kid === kid));
  const [only, ...others] = fitting;
  return only && others.length === 0 ? only : null;
}
