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
