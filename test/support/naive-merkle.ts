/** MTH of RFC 6962 §2.1, written as the RFC states it: the judge of the incremental tree. */
import { createHash } from 'node:crypto';

export function naiveRoot(leaves: Uint8Array[]): Buffer {
  const [only] = leaves;
  if (!only) return createHash('sha256').digest();
  if (leaves.length === 1) return Buffer.from(only);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const left = naiveRoot(leaves.slice(0, split));
  const right = naiveRoot(leaves.slice(split));
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
}

function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** PATH(m, D) of RFC 9162 §2.1.3.1, word for word. */
export function naiveInclusion(index: number, leaves: Uint8Array[]): Buffer[] {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...naiveInclusion(index, left), naiveRoot(right)]
    : [...naiveInclusion(index - split, right), naiveRoot(left)];
}

/** PROOF(m, D) of RFC 9162 §2.1.4.1, word for word. */
export function naiveConsistency(from: number, leaves: Uint8Array[]): Buffer[] {
  return subproof(from, leaves, true);
}

function subproof(from: number, leaves: Uint8Array[], known: boolean): Buffer[] {
  if (from === leaves.length) return known ? [] : [naiveRoot(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return from <= split
    ? [...subproof(from, left, known), naiveRoot(right)]
    : [...subproof(from - split, right, false), naiveRoot(left)];
}
