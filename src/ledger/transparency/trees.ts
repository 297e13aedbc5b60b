/** Trees as proofs read them. */
import type { StoredTree } from '../merkle/nodes.ts';
import { rootAt } from '../merkle/proof.ts';
import type { Hash, Head } from '../merkle.ts';

/** How an object has its trees. */
export interface TreeStore {
  /** Leaves in a tree. */
  size(tree: string): number;
  /** A tile, full or partial (see `merkle/tiles.ts`); null: there is none. */
  tile(tree: string, level: number, n: number): Uint8Array | null;
}

/** As its tiles are, and nothing else: what is signed is compared with this. */
export function storedTree(trees: TreeStore, tree: string): StoredTree {
  return { size: trees.size(tree), tile: tilesOf(trees, tree) };
}

/** The root that a tree had at this size; null: it never had it, or hashes of it are not there. */
export function storedRoot(trees: TreeStore, tree: string, size: number): Hash | null {
  try {
    return rootAt({ size, tile: tilesOf(trees, tree) }, size);
  } catch {
    return null;
  }
}

/** With its right edge from memory, which appending needs anyway: what proofs are made from. */
export function heldTree(trees: TreeStore, tree: string, head: Head): StoredTree {
  return { ...head, tile: tilesOf(trees, tree) };
}

const tilesOf =
  (trees: TreeStore, tree: string): StoredTree['tile'] =>
  (level, n) =>
    trees.tile(tree, level, n);
