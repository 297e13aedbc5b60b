/** Trees with their tiles in memory, as an object stores them. */
import type { StoredTree } from '../../src/ledger/merkle/nodes.ts';
import { fullTile, rootOfTile, TILE_WIDTH } from '../../src/ledger/merkle/tiles.ts';
import type { Hash } from '../../src/ledger/merkle.ts';

export type TiledTree = StoredTree & {
  /** Tiles that were read, as `level/n`. */
  reads: string[];
};

/** Returns a function from a size to the tree of the first leaves. All trees share their full tiles. */
export function tiledTrees(leaves: readonly Hash[]): (size: number) => TiledTree {
  const full = new Map<string, Uint8Array>();
  const levels: Hash[][] = [[...leaves]];
  for (let level = 0; (levels[level]?.length ?? 0) >= TILE_WIDTH; level++) {
    const hashes = levels[level] as Hash[];
    levels[level + 1] = Array.from({ length: Math.floor(hashes.length / TILE_WIDTH) }, (_, n) => {
      const tile = fullTile(Buffer.concat(hashes.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH)));
      full.set(`${level}/${n}`, tile);
      return rootOfTile(tile);
    });
  }
  return (size) => {
    const reads: string[] = [];
    const tile = (level: number, n: number) => {
      reads.push(`${level}/${n}`);
      const width = Math.floor(size / TILE_WIDTH ** level) - n * TILE_WIDTH;
      if (width >= TILE_WIDTH) return full.get(`${level}/${n}`) ?? null;
      const first = n * TILE_WIDTH;
      return width <= 0 ? null : Buffer.concat((levels[level] ?? []).slice(first, first + width));
    };
    return { size, tile, reads };
  };
}
