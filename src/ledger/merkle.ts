/**
 * RFC 6962 §2.1 Merkle trees, appended to one leaf at a time. A tree is remembered by its size and the roots
 * of its perfect subtrees (its frontier), largest first: one for every bit set in the size.
 */
import { createHash } from 'node:crypto';

export type Hash = Uint8Array;

export interface Head {
  size: number;
  /** Roots of the perfect subtrees, largest (leftmost) first. */
  frontier: Hash[];
}

export const HASH_BYTES = 32;
export const EMPTY_HEAD: Head = { size: 0, frontier: [] };

/** As the first character of a text: U+0000 is one zero byte in UTF-8. */
const LEAF_TEXT = '\u0000';
const LEAF = Uint8Array.of(0x00);
const NODE = 0x01;

/** MTH of one entry: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: string | Uint8Array): Hash {
  const hash = createHash('sha256');
  // Each update crosses from the isolate into the runtime, which costs more than to hash a byte.
  if (typeof entry === 'string') return hash.update(LEAF_TEXT + entry).digest();
  return hash.update(LEAF).update(entry).digest();
}

/** base64 of an entry's `leafHash`, as answers have it. */
export const leafText = (entry: string): string => Buffer.from(leafHash(entry)).toString('base64');

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  // One update, as for leaves.
  const node = new Uint8Array(1 + 2 * HASH_BYTES);
  node[0] = NODE;
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return createHash('sha256').update(node).digest();
}

/** The tree with one more leaf (O(1) amortized hashes). */
export function append(head: Head, leaf: Hash): Head {
  const frontier = [...head.frontier];
  let node = leaf;
  for (let size = head.size; size % 2 === 1; size = Math.floor(size / 2)) {
    const left = frontier.pop();
    if (!left) throw new Error('a Merkle frontier does not fit its size');
    node = nodeHash(left, node);
  }
  frontier.push(node);
  return { size: head.size + 1, frontier };
}

/** Root of the tree; for the empty tree SHA-256 of nothing. */
export function rootOf(head: Head): Hash {
  const right = head.frontier.at(-1);
  if (!right) return createHash('sha256').digest();
  return head.frontier.slice(0, -1).reduceRight((node, left) => nodeHash(left, node), right);
}

/**
 * The nodes of the frontier of a tree of `size` leaves: for each perfect subtree, largest first, the index of
 * its last leaf and its level (0 = leaf).
 */
export function frontierPositions(size: number): { lastLeaf: number; level: number }[] {
  const positions: { lastLeaf: number; level: number }[] = [];
  let covered = 0;
  for (let level = 52; level >= 0; level--) {
    const width = 2 ** level;
    if (size - covered >= width) {
      covered += width;
      positions.push({ lastLeaf: covered - 1, level });
    }
  }
  return positions;
}
