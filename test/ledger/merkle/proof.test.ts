import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencySteps,
  inclusionSteps,
  proveConsistency,
  proveInclusion,
  rootAt,
} from '../../../src/ledger/merkle/proof.ts';
import { type NodePosition, tilePositionOf } from '../../../src/ledger/merkle/tiles.ts';
import { verifyConsistency, verifyInclusion } from '../../../src/ledger/merkle/verify.ts';
import { append, EMPTY_HEAD, frontierPositions, type Hash, leafHash } from '../../../src/ledger/merkle.ts';
import { NaiveTree } from '../../support/naive-merkle.ts';
import { runs } from '../../support/runs.ts';
import { tiledTrees } from '../../support/tiled-tree.ts';

const LEAVES = Array.from({ length: 5_000 }, (_, index) => leafHash(`entry ${index}`));

const treeOf = tiledTrees(LEAVES);
const NAIVE = new NaiveTree(LEAVES);

const inclusion = fc
  .integer({ min: 1, max: LEAVES.length })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
const consistency = fc
  .integer({ min: 1, max: LEAVES.length })
  .chain((to) => fc.record({ to: fc.constant(to), from: fc.integer({ min: 1, max: to }) }));

const rootOf = (size: number) => NAIVE.root(0, size);
const leafAt = (index: number) => LEAVES[index] ?? Buffer.alloc(0);

/** Every hash of the proof, and roots and leaf, with one bit turned: `pick` says which. */
function flipped(hashes: Hash[], pick: number): Hash[] {
  const bit = pick % (hashes.length * 256);
  return hashes.map((hash, at) => {
    if (at !== Math.floor(bit / 256)) return hash;
    const copy = Uint8Array.from(hash);
    copy[Math.floor((bit % 256) / 8)] = (copy[Math.floor((bit % 256) / 8)] ?? 0) ^ (1 << (bit % 8));
    return copy;
  });
}

describe('a proof (RFC 9162 §2.1.3 and §2.1.4)', () => {
  it('of inclusion is what the RFC’s own recursion gives, for every leaf of every small tree', () => {
    for (let size = 1; size <= 40; size++)
      for (let index = 0; index < size; index++)
        expect(proveInclusion(treeOf(size), index, size)).toEqual(NAIVE.inclusion(index, 0, size));
  });

  it('of consistency is what the RFC’s own recursion gives, for every pair of small sizes', () => {
    for (let to = 1; to <= 40; to++)
      for (let from = 1; from <= to; from++)
        expect(proveConsistency(treeOf(to), from, to)).toEqual(NAIVE.consistency(from, to));
  });

  it('of inclusion verifies, and with one bit turned anywhere it does not', () => {
    fc.assert(
      fc.property(inclusion, fc.nat(), ({ size, index }, pick) => {
        const hashes = proveInclusion(treeOf(LEAVES.length), index, size) ?? [];
        const [leaf, root] = [leafAt(index), rootOf(size)];
        expect(verifyInclusion({ index, size, leaf, root, hashes })).toBe(true);
        const [turnedLeaf = leaf, turnedRoot = root, ...turned] = flipped([leaf, root, ...hashes], pick);
        expect(verifyInclusion({ index, size, leaf: turnedLeaf, root: turnedRoot, hashes: turned })).toBe(
          false,
        );
      }),
      runs(750),
    );
  });

  it('of consistency verifies, and with one bit turned anywhere it does not', () => {
    fc.assert(
      fc.property(consistency, fc.nat(), ({ from, to }, pick) => {
        const hashes = proveConsistency(treeOf(LEAVES.length), from, to) ?? [];
        const [fromRoot, toRoot] = [rootOf(from), rootOf(to)];
        expect(verifyConsistency({ from, to, fromRoot, toRoot, hashes })).toBe(true);
        const [turnedFrom = fromRoot, turnedTo = toRoot, ...turned] = flipped(
          [fromRoot, toRoot, ...hashes],
          pick,
        );
        expect(verifyConsistency({ from, to, fromRoot: turnedFrom, toRoot: turnedTo, hashes: turned })).toBe(
          false,
        );
      }),
      runs(750),
    );
  });

  it('of another place or size does not verify, nor does one with a hash more or less', () => {
    fc.assert(
      fc.property(inclusion, inclusion, (one, other) => {
        fc.pre(one.index !== other.index);
        const hashes = proveInclusion(treeOf(LEAVES.length), one.index, one.size) ?? [];
        const [leaf, root] = [leafAt(one.index), rootOf(one.size)];
        expect(verifyInclusion({ ...one, index: other.index, leaf, root, hashes })).toBe(false);
        expect(verifyInclusion({ ...one, leaf, root, hashes: [...hashes, leaf] })).toBe(false);
        if (hashes.length > 0)
          expect(verifyInclusion({ ...one, leaf, root, hashes: hashes.slice(1) })).toBe(false);
      }),
      runs(250),
    );
  });

  it('reads at most 2·log2(n) nodes, also of trees beyond 32 bits', () => {
    for (const size of [1, 2, 3, 1000, 2 ** 20 - 1, 2 ** 33 + 12_345, 2 ** 44 - 1]) {
      const bound = 2 * Math.ceil(Math.log2(size + 1));
      for (const index of [0, Math.floor(size / 3), size - 1]) {
        expect(inclusionSteps(index, size)?.flat().length).toBeLessThanOrEqual(bound);
        expect(consistencySteps(index + 1, size)?.flat().length).toBeLessThanOrEqual(bound);
      }
    }
  });

  it('reads nothing of the right edge that is in memory', () => {
    const size = 4_999;
    let held = EMPTY_HEAD;
    for (const leaf of LEAVES.slice(0, size)) held = append(held, leaf);
    const tree = treeOf(size);
    expect(proveInclusion({ ...tree, frontier: held.frontier }, 0, size)).toEqual(
      NAIVE.inclusion(0, 0, size),
    );
    // The tiles of the first leaf, and none of the last one.
    expect(tree.reads).toEqual(['0/0', '1/0']);
  });

  it('of a million leaves reads at most six tiles, of whatever place and size', () => {
    const tilesRead = (steps: NodePosition[][] | null, edge: Set<string>) => {
      const positions =
        steps?.flat().filter(({ lastLeaf, level }) => !edge.has(`${lastLeaf} ${level}`)) ?? [];
      return new Set(positions.map(tilePositionOf).map(({ level, n }) => `${level}/${n}`)).size;
    };
    // Numbers with many bits set, or few: proofs are longest there.
    const bits = (most: number) =>
      fc
        .array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 20 })
        .chain((dice) =>
          fc
            .integer({ min: 0, max: 10 })
            .map((share) => dice.reduce((sum, die, at) => sum + (die < share ? 2 ** at : 0), 0) % most),
        );
    for (const total of [1_000_000, 2 ** 20 - 1, 2 ** 20, 524_287]) {
      const edge = new Set(frontierPositions(total).map(({ lastLeaf, level }) => `${lastLeaf} ${level}`));
      fc.assert(
        fc.property(bits(total), bits(total), (one, other) => {
          const [index, size] = [Math.min(one, other), Math.max(one, other) + 1];
          const inclusion = tilesRead(inclusionSteps(index, size), edge);
          const consistency = tilesRead(consistencySteps(index + 1, size), edge);
          expect(Math.max(inclusion, consistency)).toBeLessThanOrEqual(6);
        }),
        runs(10_000),
      );
    }
  });

  it('of what is not there is none', () => {
    const tree = treeOf(7);
    expect(proveInclusion(tree, 7, 7)).toBeNull();
    expect(proveInclusion(tree, 0, 8)).toBeNull();
    expect(proveInclusion(tree, -1, 7)).toBeNull();
    expect(proveInclusion(tree, 0.5, 7)).toBeNull();
    expect(proveConsistency(tree, 7, 6)).toBeNull();
    expect(proveConsistency(tree, 1, 8)).toBeNull();
    expect(proveConsistency(tree, 0, 7)).toEqual([]);
    expect(rootAt(tree, 8)).toBeNull();
    expect(tree.reads).toEqual([]);
  });

  it('tells every earlier root from the stored nodes', () => {
    for (const size of [...Array(130).keys(), 255, 256, 257, 4095, 4096, 4097, 4999, 5000])
      expect(rootAt(treeOf(LEAVES.length), size)).toEqual(rootOf(size));
  });
});
