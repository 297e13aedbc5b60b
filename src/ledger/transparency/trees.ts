/** Trees for proofs. */
import type { StoredTree } from '../merkle/nodes.ts';
import { rootAt } from '../merkle/proof.ts';
import type { Hash, Head } from '../merkle.ts';

/** Trees of an object. */
export interface TreeStore {
  /** Leaves in a tree. */
  size(tree: string): number;
  /** A tile, full or partial (see `merkle/tiles.ts`); null: there is none. */
  tile(tree: string, level: number, n: number): Uint8Array | null;
}

/** The tree from its tiles only: signed states are compared with this. */
export function storedTree(trees: TreeStore, tree: string): StoredTree {
  return { size: trees.size(tree), tile: tilesOf(trees, tree) };
}

/** Root of a tree at this size; null: the tree is smaller, or hashes are missing. */
export function storedRoot(trees: TreeStore, tree: string, size: number): Hash | null {
  try {
    return rootAt({ size, tile: tilesOf(trees, tree) }, size);
  } catch {
    return null;
  }
}

/** The tree with its frontier from memory, for proofs. */
export function heldTree(trees: TreeStore, tree: string, head: Head): StoredTree {
  return { ...head, tile: tilesOf(trees, tree) };
}

const tilesOf =
  (trees: TreeStore, tree: string): StoredTree['tile'] =>
  (level, n) =>
    trees.tile(tree, level, n);
