/** Checks the tiles of a tree against the leaves that they follow from. */
import { isFull, isSoundTile, nodeInTile, rootOfTile, TILE_WIDTH } from '../merkle/tiles.ts';
import { HASH_BYTES } from '../merkle.ts';
import { message } from '../templates.ts';
import type { TreeStore } from '../transparency/trees.ts';
import type { Fault } from './types.ts';

/** Leaves of a tile in a tree of this size. */
function widthOf(size: number, level: number, n: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - n * TILE_WIDTH));
}

/** Null: the tile has all of its leaves, and its inner nodes and the leaf above it follow from them. */
export function faultOfTile(trees: TreeStore, tree: string, level: number, n: number): Fault | null {
  const width = widthOf(trees.size(tree), level, n);
  if (width === 0) return null;
  const tile = trees.tile(tree, level, n);
  const hasAll = tile && (isFull(tile) ? TILE_WIDTH : tile.length / HASH_BYTES) === width;
  if (hasAll && isSoundTile(tile) && (!isFull(tile) || isBelow(trees, tree, { level, n, tile }))) return null;
  return {
    kind: 'hashes_changed',
    license: tree,
    index: n * TILE_WIDTH ** (level + 1),
    detail: message('self_check.subtrees'),
  };
}

function isBelow(
  trees: TreeStore,
  tree: string,
  { level, n, tile }: { level: number; n: number; tile: Uint8Array },
): boolean {
  const above = { level: level + 1, n: Math.floor(n / TILE_WIDTH) };
  const leaf = nodeInTile(trees.tile(tree, above.level, above.n), { height: 0, index: n % TILE_WIDTH });
  return leaf !== null && Buffer.from(leaf).equals(rootOfTile(tile));
}

/** Faults of all tiles above level 0. */
export function* faultsAbove(trees: TreeStore, tree: string): Iterable<Fault> {
  const size = trees.size(tree);
  for (let level = 1; TILE_WIDTH ** level <= size; level++)
    for (let n = 0; widthOf(size, level, n) > 0; n++) {
      const fault = faultOfTile(trees, tree, level, n);
      if (fault) yield fault;
    }
}
