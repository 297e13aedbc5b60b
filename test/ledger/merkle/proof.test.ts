import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencySteps,
  inclusionSteps,
  type Place,
  proveConsistency,
  proveInclusion,
  rootAt,
  type StoredTree,
} from '../../../src/ledger/merkle/proof.ts';
import { verifyConsistency, verifyInclusion } from '../../../src/ledger/merkle/verify.ts';
import { append, EMPTY_HEAD, type Hash, leafHash } from '../../../src/ledger/merkle.ts';
import { naiveConsistency, naiveInclusion, naiveRoot } from '../../support/naive-merkle.ts';

const LEAVES = Array.from({ length: 300 }, (_, index) => leafHash(`entry ${index}`));

/** What the object stores: beside each leaf the perfect subtrees that end with it. */
const STORED: Hash[][] = [];
let head = EMPTY_HEAD;
for (const leaf of LEAVES) {
  const step = append(head, leaf);
  head = step.head;
  STORED.push(step.completed);
}

function treeOf(size: number): StoredTree & { reads: Place[] } {
  const reads: Place[] = [];
  const node = (place: Place) => {
    const hash = STORED[place.lastLeaf]?.[place.level];
    if (!hash || place.lastLeaf >= size) throw new Error(`no node at ${JSON.stringify(place)}`);
    reads.push(place);
    return hash;
  };
  return { size, node, reads };
}

const inclusion = fc
  .integer({ min: 1, max: LEAVES.length })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
const consistency = fc
  .integer({ min: 1, max: LEAVES.length })
  .chain((to) => fc.record({ to: fc.constant(to), from: fc.integer({ min: 1, max: to }) }));

const rootOf = (size: number) => naiveRoot(LEAVES.slice(0, size));
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
        expect(proveInclusion(treeOf(size), index, size)).toEqual(
          naiveInclusion(index, LEAVES.slice(0, size)),
        );
  });

  it('of consistency is what the RFC’s own recursion gives, for every pair of small sizes', () => {
    for (let to = 1; to <= 40; to++)
      for (let from = 1; from <= to; from++)
        expect(proveConsistency(treeOf(to), from, to)).toEqual(naiveConsistency(from, LEAVES.slice(0, to)));
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
      { numRuns: 1500 },
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
      { numRuns: 1500 },
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
      { numRuns: 500 },
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
    for (let size = 0; size <= 130; size++) expect(rootAt(treeOf(300), size)).toEqual(rootOf(size));
  });
});
