/**
 * Opening a compact JWS (RFC 7515 §7.1): who signed it, and what. Stricter than a library has to be: one spelling, a key that
 * was known before, the algorithm of that key, and a header that asks for nothing more.
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

export type Opened = { ok: true; header: JwsHeader; payload: Uint8Array } | { ok: false; reason: JwsFault };

export interface Expected {
  /** Characters; more is not looked at. */
  charsMax: number;
  /** `typ` must be one of these; undefined stands for none. Without the list it is not looked at. */
  types?: readonly (string | undefined)[];
  /** The key that the header names, out of those known before. Null: there is none. */
  keyFor(header: JwsHeader): VerificationKey | null | Promise<VerificationKey | null>;
  /** Members that this kind of JWS has although others must not: the `jwk` of a DPoP proof. */
  allowed?: readonly string[];
}

/**
 * Keys from the token itself or from where it points to, extensions that must be understood, and payloads in another
 * encoding. None of them has a place in what is verified here.
 */
const REFUSED_MEMBERS = ['crit', 'b64', 'jwk', 'jku', 'x5u', 'x5c', 'zip', 'enc'];

/** Never throws for what the JWS says. */
export async function openJws(jws: string, expected: Expected): Promise<Opened> {
  if (jws.length > expected.charsMax) return refused('too_large');
  const header = headerOf(jws, expected.allowed ?? []);
  if (!header) return refused('malformed');
  if (expected.types && !expected.types.includes(header.typ)) return refused('wrong_type');
  const known = await expected.keyFor(header);
  if (!known) return refused('unknown_key');
  // The algorithm is the key's; the header may only agree.
  if (header.alg !== known.alg) return refused('wrong_algorithm');
  try {
    const { payload } = await compactVerify(jws, known.key, { algorithms: [known.alg] });
    return { ok: true, header, payload };
  } catch {
    return refused('bad_signature');
  }
}

const refused = (reason: JwsFault): Opened => ({ ok: false, reason });

function headerOf(jws: string, allowed: readonly string[]): JwsHeader | null {
  const parts = jws.split('.');
  const [first, payload, signature] = parts.map(strictBase64url);
  // Nothing is a payload too (RFC 7515 §2: the empty octet sequence).
  if (parts.length !== 3 || !first || !signature || (!payload && parts[1] !== '')) return null;
  const header = parseObject(first);
  if (!header || typeof header.alg !== 'string') return null;
  const { typ, kid } = header;
  if (typ !== undefined && typeof typ !== 'string') return null;
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > KID_CHARS_MAX)) return null;
  if (REFUSED_MEMBERS.some((name) => name in header && !allowed.includes(name))) return null;
  return header as JwsHeader;
}

/** The key of a set that a header means: by `kid` or, when it names none, the only one of its algorithm. */
export function keyAmong(keys: readonly VerificationKey[], { kid, alg }: JwsHeader): VerificationKey | null {
  const fitting = keys.filter((key) => (kid === undefined ? key.alg === alg : key.kid === kid));
  const [only, ...others] = fitting;
  return only && others.length === 0 ? only : null;
}
