/** Reading many nodes of a stored tree at once. */
import { frontierPlaces, type Hash } from '../merkle.ts';
import { nodeInTile, type Place, tilePlaceOf } from './tiles.ts';

/** A tree as it is stored. */
export interface StoredTree {
  size: number;
  /** A tile, full or open (see `tiles.ts`); null: it is not there. */
  tile(level: number, n: number): Uint8Array | null;
  /** Roots of the perfect subtrees of the whole tree, largest first, when they are in memory: these are not read. */
  frontier?: Hash[];
}

/** Throws for a node that was not read, or is not there. */
export type Nodes = (place: Place) => Hash;

const nameOf = ({ lastLeaf, level }: Place) => `${lastLeaf} ${level}`;

/** Each tile is read once. */
export function readNodes(tree: StoredTree, places: Place[]): Nodes {
  const { frontier } = tree;
  const found = new Map<string, Hash>();
  if (frontier)
    for (const [at, place] of frontierPlaces(tree.size).entries())
      found.set(nameOf(place), frontier[at] as Hash);
  const tiles = new Map<string, Uint8Array | null>();
  for (const place of places) {
    if (found.has(nameOf(place))) continue;
    const inTile = tilePlaceOf(place);
    const name = `${inTile.level} ${inTile.n}`;
    let tile = tiles.get(name);
    if (tile === undefined) {
      tile = tree.tile(inTile.level, inTile.n);
      tiles.set(name, tile);
    }
    const node = nodeInTile(tile, inTile);
    if (node) found.set(nameOf(place), node);
  }
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
