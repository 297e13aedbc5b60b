/**
 * Verifies proofs against roots (RFC 9162 §2.1.3.2 and §2.1.4.2). A malformed proof is rejected.
 */
import { HASH_BYTES, type Hash, nodeHash } from '../merkle.ts';

export interface InclusionClaim {
  index: number;
  size: number;
  leaf: Hash;
  root: Hash;
  hashes: Hash[];
}

export function verifyInclusion({ index, size, leaf, root, hashes }: InclusionClaim): boolean {
  if (!isIndex(index) || !isIndex(size) || index >= size) return false;
  if (![leaf, root, ...hashes].every(isHash)) return false;
  let [position, last] = [index, size - 1];
  let node = leaf;
  for (const hash of hashes) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      node = nodeHash(hash, node);
      while (!isOdd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      node = nodeHash(node, hash);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && equal(node, root);
}

export interface ConsistencyClaim {
  from: number;
  to: number;
  fromRoot: Hash;
  toRoot: Hash;
  hashes: Hash[];
}

/** A proof from the empty tree proves nothing and is refused, as RFC 9162 has it (0 < first). */
export function verifyConsistency({ from, to, fromRoot, toRoot, hashes }: ConsistencyClaim): boolean {
  if (!isIndex(from) || !isIndex(to) || from === 0 || from > to) return false;
  if (from === to) return hashes.length === 0 && equal(fromRoot, toRoot);
  if (![fromRoot, toRoot, ...hashes].every(isHash)) return false;
  const path = isPowerOfTwo(from) ? [fromRoot, ...hashes] : hashes;
  const [first, ...rest] = path;
  if (!first || hashes.length === 0) return false;
  let [position, last] = [from - 1, to - 1];
  while (isOdd(position)) [position, last] = [half(position), half(last)];
  let [older, newer] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      older = nodeHash(hash, older);
      newer = nodeHash(hash, newer);
      while (!isOdd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      newer = nodeHash(newer, hash);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && equal(older, fromRoot) && equal(newer, toRoot);
}

const isIndex = (number: number) => Number.isSafeInteger(number) && number >= 0;
const isHash = (hash: Hash) => hash.length === HASH_BYTES;
const isOdd = (number: number) => number % 2 === 1;
/** Not a shift: sizes may exceed 32 bits. */
const half = (number: number) => Math.floor(number / 2);

function isPowerOfTwo(number: number): boolean {
  let rest = number;
  while (rest > 1 && !isOdd(rest)) rest = half(rest);
  return rest === 1;
}

const equal = (a: Hash, b: Hash) => a.length === b.length && a.every((byte, index) => byte === b[index]);
