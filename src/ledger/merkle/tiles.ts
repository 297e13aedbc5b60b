/**
 * Tiles of a Merkle tree as in C2SP tlog-tiles: 256 hashes wide and eight levels high. A full tile is stored
 * with its inner nodes, so that a proof reads nodes instead of hashing 256 leaves; a partial tile is its
 * leaves alone. The leaves of a tile of level l + 1 are the roots of the full tiles of level l. Pure.
 */
import { HASH_BYTES, type Hash, nodeHash } from '../merkle.ts';

/** A node of a tree: the root of the perfect subtree of 2^level leaves that ends with the leaf `lastLeaf`. */
export interface NodePosition {
  lastLeaf: number;
  level: number;
}

/** A node in a tile. */
interface TilePosition {
  /** Level and number of the tile. */
  level: number;
  n: number;
  /** Height above the leaves of the tile, and number of nodes of this height to the left. */
  height: number;
  index: number;
}

const TILE_HEIGHT = 8;
/** Leaves of a full tile. */
export const TILE_WIDTH = 2 ** TILE_HEIGHT;
const TILE_NODES = 2 * TILE_WIDTH - 1;
/** Size of a full tile as it is stored. */
export const FULL_BYTES = TILE_NODES * HASH_BYTES;

export function tilePositionOf({ lastLeaf, level }: NodePosition): TilePosition {
  const height = level % TILE_HEIGHT;
  const index = (lastLeaf + 1) / 2 ** level - 1;
  const width = TILE_WIDTH / 2 ** height;
  return {
    level: (level - height) / TILE_HEIGHT,
    n: Math.floor(index / width),
    height,
    index: index % width,
  };
}

/** Index of the first leaf of the tile of level 0 that has the leaf at `index`. */
export function tileStart(index: number): number {
  return index - (index % TILE_WIDTH);
}

/** All nodes of a full tile, leaves first, level by level upwards. `leaves`: 256 hashes. */
export function fullTile(leaves: Uint8Array): Uint8Array {
  if (leaves.length !== TILE_WIDTH * HASH_BYTES) throw new Error('a full tile has 256 leaves');
  const tile = Buffer.alloc(FULL_BYTES);
  tile.set(leaves);
  for (let at = TILE_WIDTH, left = 0; at < TILE_NODES; at++, left += 2)
    tile.set(nodeHash(hashAt(tile, left), hashAt(tile, left + 1)), at * HASH_BYTES);
  return tile;
}

export function isFull(tile: Uint8Array): boolean {
  return tile.length === FULL_BYTES;
}

/** `tile`: full. */
export function rootOfTile(tile: Uint8Array): Hash {
  return hashAt(tile, TILE_NODES - 1);
}

/** The leaves of a tile, full or partial. */
export function leavesOfTile(tile: Uint8Array): Uint8Array {
  return tile.subarray(0, TILE_WIDTH * HASH_BYTES);
}

/** A node of a tile; null: there is no tile, or it has too few leaves. */
export function nodeInTile(
  tile: Uint8Array | null,
  { height, index }: Pick<TilePosition, 'height' | 'index'>,
): Hash | null {
  if (!tile) return null;
  if (isFull(tile)) return hashAt(tile, 2 * TILE_WIDTH - 2 ** (TILE_HEIGHT + 1 - height) + index);
  const width = 2 ** height;
  if ((index + 1) * width * HASH_BYTES > tile.length) return null;
  return foldLeaves(tile, index * width, width);
}

/** Whether a tile consists of whole hashes, and the inner nodes of a full tile follow from its leaves. */
export function isSoundTile(tile: Uint8Array): boolean {
  if (isFull(tile)) return Buffer.compare(fullTile(leavesOfTile(tile)), tile) === 0;
  return tile.length % HASH_BYTES === 0 && tile.length < TILE_WIDTH * HASH_BYTES;
}

function foldLeaves(tile: Uint8Array, first: number, count: number): Hash {
  if (count === 1) return hashAt(tile, first);
  const half = count / 2;
  return nodeHash(foldLeaves(tile, first, half), foldLeaves(tile, first + half, half));
}

export function hashAt(hashes: Uint8Array, index: number): Hash {
  return hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}
