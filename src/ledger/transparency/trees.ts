/** Trees as proofs read them. */
import type { StoredTree } from '../merkle/nodes.ts';
import { rootAt } from '../merkle/proof.ts';
import type { Hash, Head } from '../merkle.ts';

/** How the tables of an object have its trees. */
export interface TreeStore {
  /** Leaves in a tree. */
  size(tree: string): number;
  /** What lies beside each of these leaves (see `merkle/rows.ts`), of those that are there. */
  rows(tree: string, leaves: number[]): Map<number, Uint8Array>;
}

/** As the tables have it, and nothing else: what is signed is compared with this. */
export function storedTree(trees: TreeStore, tree: string): StoredTree {
  return { size: trees.size(tree), rows: rowsOf(trees, tree) };
}

/** The root that a tree had at this size; null: it never had it, or hashes of it are not there. */
export function storedRoot(trees: TreeStore, tree: string, size: number): Hash | null {
  try {
    return rootAt({ size, rows: rowsOf(trees, tree) }, size);
  } catch {
    return null;
  }
}

/** With size and right edge from memory, which appending needs them in anyway: what proofs are made from. */
export function heldTree(trees: TreeStore, tree: string, head: Head): StoredTree {
  return { ...head, rows: rowsOf(trees, tree) };
}

const rowsOf =
  (trees: TreeStore, tree: string): StoredTree['rows'] =>
  (leaves) =>
    trees.rows(tree, leaves);
