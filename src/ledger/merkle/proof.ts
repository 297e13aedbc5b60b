/**
 * Which stored nodes a proof is made of, in the order of RFC 9162 §2.1.3.1 and §2.1.4.1. A proof of a tree of
 * n leaves names at most 2·log2(n) nodes; they lie in at most two tiles of each level, six for a million
 * leaves (`nodes.ts`).
 */
import { frontierPositions, type Hash, nodeHash, rootOf } from '../merkle.ts';
import type { Subtree } from './cover.ts';
import { frontierAt, type Nodes, readNodes, type StoredTree } from './nodes.ts';
import type { NodePosition } from './tiles.ts';

/** One hash of a proof, as the perfect subtrees that it is folded from, largest first; as a rule just one. */
export type ProofStep = NodePosition[];

/** PATH(index, D_size). Null: there is no such leaf in a tree of this size. */
export function inclusionSteps(index: number, size: number): ProofStep[] | null {
  if (!areCounts(index, size) || index >= size) return null;
  return pathSteps(index, 0, size);
}

/**
 * PROOF(from, D_to). Null: `from` is larger than `to`. From the empty tree nothing needs to be proved: no
 * steps (RFC 9162 leaves it out, C2SP tlog-witness says so).
 */
export function consistencySteps(from: number, to: number): ProofStep[] | null {
  if (!areCounts(from, to) || from > to) return null;
  return from === 0 ? [] : subproofSteps(from, 0, to, true);
}

/** Null: the tree has no such leaf or size. */
export function proveInclusion(tree: StoredTree, index: number, size: number): Hash[] | null {
  return size > tree.size ? null : hashesOf(tree, inclusionSteps(index, size));
}

export function proveConsistency(tree: StoredTree, from: number, to: number): Hash[] | null {
  return to > tree.size ? null : hashesOf(tree, consistencySteps(from, to));
}

/**
 * The hashes of subtrees, each of leaves from `low` to `high` (exclusive), as `subtreesBeside` divides a tree
 * of `size`.
 */
export function subtreeHashes(tree: StoredTree, size: number, subtrees: readonly Subtree[]): Hash[] | null {
  return size > tree.size
    ? null
    : hashesOf(
        tree,
        subtrees.map(([low, high]) => subtree(low, high)),
      );
}

/** The root that the tree had when it was of this size. Null: it never was. */
export function rootAt(tree: StoredTree, size: number): Hash | null {
  if (!areCounts(size) || size > tree.size) return null;
  return rootOf({ size, frontier: frontierAt(tree, size) });
}

function hashesOf(tree: StoredTree, steps: ProofStep[] | null): Hash[] | null {
  if (!steps) return null;
  const node: Nodes = readNodes(tree, steps.flat());
  return steps.map((step) => step.map(node).reduceRight(foldLeft));
}

const foldLeft = (right: Hash, left: Hash): Hash => nodeHash(left, right);

/** Within the leaves from `low` to `high` (exclusive). */
function pathSteps(index: number, low: number, high: number): ProofStep[] {
  if (high - low === 1) return [];
  const middle = low + splitOf(high - low);
  return index < middle
    ? [...pathSteps(index, low, middle), subtree(middle, high)]
    : [...pathSteps(index, middle, high), subtree(low, middle)];
}

/** SUBPROOF(from, D[low:high], known): `known` while the older tree is the verifier's own root. */
function subproofSteps(from: number, low: number, high: number, known: boolean): ProofStep[] {
  if (from === high) return known ? [] : [subtree(low, high)];
  const middle = low + splitOf(high - low);
  return from <= middle
    ? [...subproofSteps(from, low, middle, known), subtree(middle, high)]
    : [...subproofSteps(from, middle, high, false), subtree(low, middle)];
}

/**
 * The subtree over the leaves from `low` to `high`; `low` is a multiple of the largest power of two within.
 */
function subtree(low: number, high: number): ProofStep {
  return frontierPositions(high - low).map(({ lastLeaf, level }) => ({ lastLeaf: low + lastLeaf, level }));
}

/** The largest power of two below `leaves`. */
export function splitOf(leaves: number): number {
  let split = 1;
  while (split * 2 < leaves) split *= 2;
  return split;
}

function areCounts(...numbers: number[]): boolean {
  return numbers.every((number) => Number.isSafeInteger(number) && number >= 0);
}
