/** The Merkle trees of a log, one for each license: heads, usage, leaves and tiles. */
import { nodeInTile, TILE_WIDTH, tileStart } from '../merkle/tiles.ts';
import { HASH_BYTES, type Hash, type Head } from '../merkle.ts';
import type { TreeStore } from '../transparency/trees.ts';
import type { Effect } from './entries.ts';
import { PAGES_MAX, TREES_WEIGHT_MAX } from './limits.ts';
import {
  deleteTree,
  type PartialTile,
  readPartialTile,
  readTree,
  storedSizes,
  type TreeRow,
  writeTree,
} from './page-store.ts';
import { Pages } from './pages.ts';
import { readTile, readTileRecords, writeFullTile, writeTile } from './tile-store.ts';
import {
  decodeLeafRecord,
  decodeLeafRecords,
  dropLeaves,
  encodeLeafRecords,
  encodeState,
  enterLeaf,
  LEAF_RECORD_BYTES,
  LEAF_WEIGHT,
  type LeafRecord,
  type TreeState,
  weightOfTree,
} from './tree-state.ts';

export class LogTrees implements TreeStore {
  readonly #sql: SqlStorage;
  readonly #pages: Pages<TreeState>;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#pages = new Pages({
      read: (tree) => readTree(sql, tree),
      weigh: weightOfTree,
      weightMax: TREES_WEIGHT_MAX,
      entriesMax: PAGES_MAX,
    });
  }

  /** Clears memory. */
  clear(): void {
    this.#pages.clear();
  }

  head(tree: string): Head {
    return this.#pages.get(tree).head;
  }

  size(tree: string): number {
    return this.head(tree).size;
  }

  /** Sequence of the last entry that a tree includes. */
  asOf(tree: string): number {
    return this.#pages.get(tree).asOf;
  }

  /** Units by window (see `windowsOf`). */
  used(tree: string): ReadonlyMap<string, number> {
    return this.#pages.get(tree).used;
  }

  /** Sizes of the trees that have leaves, by name. */
  sizes(): Map<string, number> {
    const sizes = new Map(storedSizes(this.#sql));
    for (const [tree, { head }] of this.#pages.dirty) sizes.set(tree, head.size);
    return new Map([...sizes].filter(([, size]) => size > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A tile of a tree, full or partial (see `merkle/tiles.ts`); null: there is none. */
  tile(tree: string, level: number, n: number): Uint8Array | null {
    return level === 0 && this.#isPartial(tree, n)
      ? this.#partialTile(tree).leaves
      : readTile(this.#sql, tree, level, n);
  }

  /** Null: there is no such leaf. Leaves of a tree that has moved to another object stay. */
  leaf(tree: string, index: number): Hash | null {
    const { from, leaves, head } = this.#pages.get(tree);
    if (head.size > 0 && index >= from) return leaves[index - from] ?? null;
    const n = Math.floor(index / TILE_WIDTH);
    const tile = this.#isPartial(tree, n)
      ? readPartialTile(this.#sql, tree).leaves
      : readTile(this.#sql, tree, 0, n);
    return nodeInTile(tile, { height: 0, index: index % TILE_WIDTH });
  }

  /** Null: there is no such leaf. */
  record(tree: string, index: number): LeafRecord | null {
    const { from, records, head } = this.#pages.get(tree);
    if (index < 0 || index >= head.size) return null;
    if (index >= from) return records[index - from] ?? null;
    const n = Math.floor(index / TILE_WIDTH);
    const bytes = this.#isPartial(tree, n)
      ? readPartialTile(this.#sql, tree).records
      : readTileRecords(this.#sql, tree, n);
    return bytes && decodeLeafRecord(bytes, index % TILE_WIDTH);
  }

  /** The records of the leaves of a tile of level 0, full or partial; null: there is no such tile. */
  records(tree: string, n: number): LeafRecord[] | null {
    const bytes = this.#isPartial(tree, n)
      ? this.#partialTile(tree).records
      : readTileRecords(this.#sql, tree, n);
    return bytes && decodeLeafRecords(bytes);
  }

  /** Finds the leaf of an entry by looking through all trees; null: there is none. */
  findLeaf(seq: number): { tree: string; index: number } | null {
    for (const [tree, size] of this.sizes())
      for (let n = 0; n * TILE_WIDTH < size; n++) {
        const at = (this.records(tree, n) ?? []).findIndex((record) => record.seq === seq);
        if (at >= 0) return { tree, index: n * TILE_WIDTH + at };
      }
    return null;
  }

  #isPartial(tree: string, n: number): boolean {
    const size = this.size(tree);
    return size > 0 && n * TILE_WIDTH === tileStart(size);
  }

  /** The last tile of a tree: its first leaves may be in the row only. */
  #partialTile(tree: string): PartialTile {
    const { from, leaves, records, head } = this.#pages.get(tree);
    const inMemory = { leaves: Buffer.concat(leaves), records: encodeLeafRecords(records) };
    const inRow = from - tileStart(head.size);
    if (inRow === 0) return inMemory;
    const row = readPartialTile(this.#sql, tree);
    return {
      leaves: Buffer.concat([row.leaves.subarray(0, inRow * HASH_BYTES), inMemory.leaves]),
      records: Buffer.concat([row.records.subarray(0, inRow * LEAF_RECORD_BYTES), inMemory.records]),
    };
  }

  /** Writes the tiles that these entries complete. Inside a transaction; memory follows with `enter`. */
  writeFullTiles(effects: readonly Effect[]): void {
    for (const [tree, ownEffects] of Map.groupBy(effects, (effect) => effect.tree)) {
      const size = this.size(tree);
      const start = tileStart(size);
      const full = Math.floor((size + ownEffects.length - start) / TILE_WIDTH);
      if (full === 0) continue;
      const partial = this.#partialTile(tree);
      const leaves = Buffer.concat([partial.leaves, ...ownEffects.map(({ leaf }) => leaf)]);
      const records = Buffer.concat([partial.records, encodeLeafRecords(ownEffects)]);
      for (let at = 0; at < full; at++)
        writeFullTile(this.#sql, tree, start / TILE_WIDTH + at, {
          leaves: tileSlice(leaves, at, HASH_BYTES),
          records: tileSlice(records, at, LEAF_RECORD_BYTES),
        });
    }
  }

  /** Adds the leaf of an entry. `head`: of the tree with the entry, if it is known. */
  enter(effect: Effect, head?: Head): void {
    enterLeaf(this.#pages.edit(effect.tree), effect, head);
    this.#pages.addWeight(LEAF_WEIGHT);
  }

  /** Adds the leaf of an entry, and writes a tile that it completes, unless the stored page includes it. */
  replay(effect: Effect): void {
    if (this.asOf(effect.tree) >= effect.seq) return;
    this.writeFullTiles([effect]);
    this.enter(effect);
  }

  /** Trees that have changed since they were written. */
  get dirty(): ReadonlyMap<string, TreeState> {
    return this.#pages.dirty;
  }

  get dirtyWeight(): number {
    return this.#pages.dirtyWeight;
  }

  /** Writes the rows of changed trees. Inside a transaction; memory follows with `markWritten`. */
  write(trees: readonly string[], asOf: number): void {
    for (const tree of trees) if (this.dirty.has(tree)) writeTree(this.#sql, { ...this.row(tree), asOf });
  }

  markWritten(trees: readonly string[], asOf: number): void {
    for (const tree of trees) {
      const state = this.#pages.dirty.get(tree);
      if (!state) continue;
      this.#pages.markClean(tree);
      state.asOf = asOf;
      dropLeaves(state);
    }
  }

  row(tree: string): Omit<TreeRow, 'asOf'> {
    const { head, used } = this.#pages.get(tree);
    return { tree, size: head.size, state: encodeState({ head, used }), ...this.#partialTile(tree) };
  }

  /** Stores a tree that comes with a partner, after its tiles. Inside a transaction. */
  moveIn(row: TreeRow): void {
    writeTree(this.#sql, row);
    this.#pages.forget(row.tree);
  }

  /**
   * Deletes a tree that has moved to another object, but not its tiles, which the archive needs. Inside a
   * transaction.
   */
  remove(tree: string): void {
    const { leaves: hashes, records } = this.#partialTile(tree);
    const n = Math.floor(this.size(tree) / TILE_WIDTH);
    if (hashes.length > 0) writeTile(this.#sql, { tree, level: 0, n, hashes, records });
    deleteTree(this.#sql, tree);
    this.#pages.forget(tree);
  }
}

/** The part of one tile in the values of several tiles. */
function tileSlice(values: Uint8Array, tile: number, bytes: number): Uint8Array {
  return values.subarray(tile * TILE_WIDTH * bytes, (tile + 1) * TILE_WIDTH * bytes);
}
