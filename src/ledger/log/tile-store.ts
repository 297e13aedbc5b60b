/** SQL of tiles. */
import { FULL_BYTES, fullTile, isFull, leavesOfTile, rootOfTile, TILE_WIDTH } from '../merkle/tiles.ts';
import { HASH_BYTES } from '../merkle.ts';
import { firstRow } from '../object-store/row.ts';

/**
 * A stored tile; null: there is none. Partial tiles are stored for levels above 0, and for level 0 of a tree
 * that has moved to another object.
 */
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

export function readTileRecords(sql: SqlStorage, tree: string, n: number): Uint8Array | null {
  const row = firstRow(
    sql.exec<{ records: ArrayBuffer | null }>(
      'SELECT records FROM tiles WHERE tree = ? AND level = 0 AND n = ?',
      tree,
      n,
    ),
  );
  return row?.records ? new Uint8Array(row.records) : null;
}

/**
 * Writes a tile of level 0 that is full now, and its root into the tiles above it. A full tile that is stored
 * already stays as it is, so replaying is harmless.
 */
export function writeFullTile(
  sql: SqlStorage,
  tree: string,
  n: number,
  { leaves, records }: { leaves: Uint8Array; records: Uint8Array | null },
): void {
  const stored = readTile(sql, tree, 0, n);
  if (stored && isFull(stored)) return;
  let tile = fullTile(leaves);
  writeTile(sql, { tree, level: 0, n, hashes: tile, records });
  for (let level = 1, below = n; ; level++) {
    const [above, slot] = [Math.floor(below / TILE_WIDTH), below % TILE_WIDTH];
    const before = readTile(sql, tree, level, above) ?? new Uint8Array();
    const slots = isFull(before) ? TILE_WIDTH : before.length / HASH_BYTES;
    if (slots > slot) return;
    if (slots < slot) throw new Error(`the tile ${level}/${above} of ${tree} lacks a root`);
    const hashes = Buffer.concat([leavesOfTile(before), rootOfTile(tile)]);
    if (slot + 1 < TILE_WIDTH) {
      writeTile(sql, { tree, level, n: above, hashes, records: null });
      return;
    }
    tile = fullTile(hashes);
    writeTile(sql, { tree, level, n: above, hashes: tile, records: null });
    below = above;
  }
}

/** Number of full tiles of level 0 that are stored. */
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

interface TileRow {
  tree: string;
  level: number;
  n: number;
  hashes: Uint8Array;
  /** The records of its leaves (see `LeafRecord`); null: of a tile above level 0, or of the agency log. */
  records: Uint8Array | null;
}

export function writeTile(sql: SqlStorage, { tree, level, n, hashes, records }: TileRow): void {
  sql.exec(
    'INSERT OR REPLACE INTO tiles (tree, level, n, hashes, records) VALUES (?, ?, ?, ?, ?)',
    tree,
    level,
    n,
    hashes,
    records,
  );
}

/** Tiles of a tree after the given one, by level and number, read one by one. */
export function* tilesAfter(
  sql: SqlStorage,
  tree: string,
  after: { level: number; n: number },
): Iterable<TileRow> {
  const rows = sql.exec<{ level: number; n: number; hashes: ArrayBuffer; records: ArrayBuffer | null }>(
    'SELECT level, n, hashes, records FROM tiles WHERE tree = ? AND (level, n) > (?, ?) ORDER BY level, n',
    tree,
    after.level,
    after.n,
  );
  for (const { hashes, records, ...row } of rows)
    yield { ...row, tree, hashes: new Uint8Array(hashes), records: records && new Uint8Array(records) };
}
