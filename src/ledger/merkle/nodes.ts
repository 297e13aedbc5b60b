/** Reads many nodes of a stored tree at once. */
import { frontierPositions, type Hash } from '../merkle.ts';
import { type NodePosition, nodeInTile, tilePositionOf } from './tiles.ts';

/** A tree as it is stored. */
export interface StoredTree {
  size: number;
  /** A tile, full or partial (see `tiles.ts`); null: there is none. */
  tile(level: number, n: number): Uint8Array | null;
  /**
   * Roots of the perfect subtrees of the whole tree, largest first, if they are in memory. They are not read.
   */
  frontier?: Hash[];
}

/** Throws for a node that was not read, or does not exist. */
export type Nodes = (position: NodePosition) => Hash;

const nameOf = ({ lastLeaf, level }: NodePosition) => `${lastLeaf} ${level}`;

/** Each tile is read once. */
export function readNodes(tree: StoredTree, positions: NodePosition[]): Nodes {
  const { frontier } = tree;
  const found = new Map<string, Hash>();
  if (frontier)
    for (const [at, position] of frontierPositions(tree.size).entries())
      found.set(nameOf(position), frontier[at] as Hash);
  const tiles = new Map<string, Uint8Array | null>();
  for (const position of positions) {
    if (found.has(nameOf(position))) continue;
    const inTile = tilePositionOf(position);
    const name = `${inTile.level} ${inTile.n}`;
    let tile = tiles.get(name);
    if (tile === undefined) {
      tile = tree.tile(inTile.level, inTile.n);
      tiles.set(name, tile);
    }
    const node = nodeInTile(tile, inTile);
    if (node) found.set(nameOf(position), node);
  }
  return (position) => {
    const node = found.get(nameOf(position));
    if (!node) throw new Error(`a node of a tree is not there: ${nameOf(position)}`);
    return node;
  };
}

/**
 * Roots of the perfect subtrees that the first `size` leaves are made of, largest first. Throws as
 * `readNodes` does.
 */
export function frontierAt(tree: StoredTree, size: number): Hash[] {
  const positions = frontierPositions(size);
  return positions.map(readNodes(tree, positions));
}
