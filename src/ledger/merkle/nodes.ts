/** Reading many nodes of a stored tree at once. */
import { frontierPlaces, type Hash } from '../merkle.ts';
import { bundlesOf, nodeIn, nodeInBundle, type Place, rowsFor } from './rows.ts';

/** A tree as it is stored. */
export interface StoredTree {
  size: number;
  /** What lies beside each of these leaves (see `rows.ts`), of those that are there. */
  rows(leaves: number[]): Map<number, Uint8Array>;
  /** Roots of the perfect subtrees of the whole tree, largest first, when they are in memory: these are not read. */
  frontier?: Hash[];
}

/** Throws for a node that was not read, or is not there. */
export type Nodes = (place: Place) => Hash;

const nameOf = ({ lastLeaf, level }: Place) => `${lastLeaf} ${level}`;

/** Each row once. */
export function readNodes(tree: StoredTree, places: Place[]): Nodes {
  const found = new Map<string, Hash>();
  const take = (place: Place, node: Hash | null | undefined) => {
    if (node) found.set(nameOf(place), node);
  };
  const { frontier } = tree;
  for (const [at, place] of frontier ? frontierPlaces(tree.size).entries() : []) take(place, frontier?.[at]);
  const wanted = places.filter((place) => !found.has(nameOf(place)));
  readFrom(tree, wanted, rowsFor(wanted, tree.size), take);
  return (place) => {
    const node = found.get(nameOf(place));
    if (!node) throw new Error(`a node of a tree is not there: ${nameOf(place)}`);
    return node;
  };
}

/** Roots of the perfect subtrees that the first `size` leaves are made of, largest first. Throws as `readNodes` does. */
export function frontierAt(tree: StoredTree, size: number): Hash[] {
  const places = frontierPlaces(size);
  return places.map(readNodes(tree, places));
}

function readFrom(
  tree: StoredTree,
  places: Place[],
  leaves: number[],
  take: (place: Place, node: Hash | null) => void,
): void {
  if (places.length === 0) return;
  const rows = tree.rows([...new Set(leaves)]);
  places.forEach((place, at) => {
    const leaf = leaves[at] ?? place.lastLeaf;
    const row = rows.get(leaf);
    take(place, leaf === place.lastLeaf ? nodeIn(row, place) : nodeInBundle(row, leaf, place));
  });
}

/** What is stored beside the next leaf of a tree: the subtrees that it completes, and their bundles. */
export function rowOf(tree: StoredTree, completed: Hash[]): Uint8Array {
  const bundled = bundlesOf(tree.size).flat();
  if (bundled.length === 0) return Buffer.concat(completed);
  const own = (place: Place) => place.lastLeaf === tree.size;
  const node = readNodes(
    tree,
    bundled.filter((place) => !own(place)),
  );
  return Buffer.concat([
    ...completed,
    ...bundled.map((place) => (own(place) ? (completed[place.level] as Hash) : node(place))),
  ]);
}
