/**
 * One proof for many leaves: with them and nothing else, the root comes out; with anything changed, another
 * does.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subtreesBeside } from '../../../src/ledger/merkle/cover.ts';
import { subtreeHashes } from '../../../src/ledger/merkle/proof.ts';
import { leafHash, nodeHash } from '../../../src/ledger/merkle.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { tiledTrees } from '../../support/tiled-tree.ts';

const LEAVES = Array.from({ length: 700 }, (_, index) => leafHash(`entry ${index}`));
const treeOf = tiledTrees(LEAVES);

/** As whoever holds these leaves and the proof does it. */
function rootFrom(known: Map<number, Uint8Array>, size: number, hashes: Uint8Array[]): Uint8Array {
  const left = [...hashes];
  const walk = (low: number, high: number): Uint8Array => {
    const inside = [...known.keys()].filter((index) => index >= low && index < high);
    if (inside.length === 0) return left.shift() ?? Buffer.alloc(0);
    if (high - low === 1) return known.get(low) ?? Buffer.alloc(0);
    let split = 1;
    while (split * 2 < high - low) split *= 2;
    return nodeHash(walk(low, low + split), walk(low + split, high));
  };
  const root = walk(0, size);
  return left.length === 0 ? root : Buffer.alloc(0);
}

const someLeaves = fc.integer({ min: 1, max: LEAVES.length }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    indexes: fc
      .oneof(
        fc.uniqueArray(fc.nat(size - 1), { maxLength: 40 }),
        fc
          .tuple(fc.nat(size - 1), fc.nat(size - 1))
          .map(([a, b]) => Array.from({ length: Math.abs(a - b) + 1 }, (_, index) => Math.min(a, b) + index)),
      )
      .map((indexes) => indexes.sort((one, other) => one - other)),
  }),
);
const leavesAt = (indexes: number[]) => new Map(indexes.map((index) => [index, LEAVES[index] as Uint8Array]));

describe('a proof for any number of leaves', () => {
  it('leads with them to the root, and its hashes are those of the subtrees without them', () => {
    fc.assert(
      fc.property(someLeaves, ({ size, indexes }) => {
        const adjacent = [...subtreesBeside(indexes, size)];
        const hashes = subtreeHashes(treeOf(LEAVES.length), size, adjacent) ?? [];
        expect(hashes.map((hash) => Buffer.from(hash))).toEqual(
          adjacent.map(([low, high]) => naiveRoot(LEAVES.slice(low, high))),
        );
        const root = rootFrom(leavesAt(indexes), size, hashes);
        expect(Buffer.from(root)).toEqual(naiveRoot(LEAVES.slice(0, size)));
      }),
    );
  });

  it('is empty when all leaves are there, and short for a stretch of them', () => {
    const all = LEAVES.map((_, index) => index);
    expect([...subtreesBeside(all, LEAVES.length)]).toEqual([]);
    expect([...subtreesBeside(all.slice(300, 500), LEAVES.length)].length).toBeLessThanOrEqual(20);
    expect([...subtreesBeside([], LEAVES.length)]).toEqual([[0, LEAVES.length]]);
    expect([...subtreesBeside([], 0)]).toEqual([]);
  });

  it('is not made for a size that the tree never had', () => {
    expect(subtreeHashes(treeOf(10), 11, [[0, 11]])).toBeNull();
  });
});
