/** SQL of tiles. */
import { FULL_BYTES, fullTile, isFull, leavesOfTile, rootOfTile, TILE_WIDTH } from '../merkle/tiles.ts';
import { HASH_BYTES } from '../merkle.ts';
import { firstRow } from '../object-store/row.ts';

/** Full, or the leaves of an open one: of a level above 0, or of a tree that has left with its partner. Null: it is not there. */
export function readTile(sql: SqlStorage, tree: string, level: number, n: number): Uint8Array | null {
  const row = firstRow(
    sql.exec<{ hashes: ArrayBuffer }>(
      'SELECT hashes FROM tiles WHERE tree = ? AND level = ? AND n = ?',
      tree,
      level,
      n,
    ),
  );
  return row && Buffer.from(row.hashes);
}

export function readTilePlaces(sql: SqlStorage, tree: string, n: number): ArrayBuffer | null {
  const row = firstRow(
    sql.exec<{ places: ArrayBuffer | null }>(
      'SELECT places FROM tiles WHERE tree = ? AND level = 0 AND n = ?',
      tree,
      n,
    ),
  );
  return row?.places ?? null;
}

/**
 * Writes a tile of level 0 that is full now, and its root into the tiles above it. A tile that is there already is left as it is, so
 * that replaying repeats harmlessly.
 */
export function writeTile(
  sql: SqlStorage,
  tree: string,
  n: number,
  { leaves, places }: { leaves: Uint8Array; places: Uint8Array | null },
): void {
  const there = readTile(sql, tree, 0, n);
  if (there && isFull(there)) return;
  let tile = fullTile(leaves);
  writeRow(sql, { tree, level: 0, n, hashes: tile, places });
  for (let level = 1, below = n; ; level++) {
    const [above, slot] = [Math.floor(below / TILE_WIDTH), below % TILE_WIDTH];
    const before = readTile(sql, tree, level, above) ?? new Uint8Array();
    const slots = isFull(before) ? TILE_WIDTH : before.length / HASH_BYTES;
    if (slots > slot) return;
    if (slots < slot) throw new Error(`the tile ${level}/${above} of ${tree} lacks a root`);
    const hashes = Buffer.concat([leavesOfTile(before), rootOfTile(tile)]);
    if (slot + 1 < TILE_WIDTH) {
      writeRow(sql, { tree, level, n: above, hashes, places: null });
      return;
    }
    tile = fullTile(hashes);
    writeRow(sql, { tree, level, n: above, hashes: tile, places: null });
    below = above;
  }
}

/** Tiles of level 0 that are full, from the first on. */
export function fullTiles(sql: SqlStorage, tree: string): number {
  const { count } = sql
    .exec<{ count: number }>(
      'SELECT count(*) AS count FROM tiles WHERE tree = ? AND level = 0 AND length(hashes) = ?',
      tree,
      FULL_BYTES,
    )
    .one();
  return count;
}

export interface TileRow {
  tree: string;
  level: number;
  n: number;
  hashes: Uint8Array;
  places: Uint8Array | null;
}

export function writeRow(sql: SqlStorage, { tree, level, n, hashes, places }: TileRow): void {
  sql.exec(
    'INSERT OR REPLACE INTO tiles (tree, level, n, hashes, places) VALUES (?, ?, ?, ?, ?)',
    tree,
    level,
    n,
    hashes,
    places,
  );
}

/** Tiles of a tree after the given one, by level and number, read one by one. */
export function* tilesAfter(
  sql: SqlStorage,
  tree: string,
  after: { level: number; n: number },
): Iterable<TileRow> {
  const rows = sql.exec<{ level: number; n: number; hashes: ArrayBuffer; places: ArrayBuffer | null }>(
    'SELECT level, n, hashes, places FROM tiles WHERE tree = ? AND (level, n) > (?, ?) ORDER BY level, n',
    tree,
    after.level,
    after.n,
  );
  for (const { hashes, places, ...row } of rows)
    yield { ...row, tree, hashes: new Uint8Array(hashes), places: places && new Uint8Array(places) };
}
