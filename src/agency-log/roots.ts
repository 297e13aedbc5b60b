/** The agency log: roots of license logs, and what witnesses have seen of it. */
import { readTile, writeFullTile } from '../ledger/log/tile-store.ts';
import { frontierAt } from '../ledger/merkle/nodes.ts';
import { TILE_WIDTH } from '../ledger/merkle/tiles.ts';
import { type Hash, type Head, leafHash } from '../ledger/merkle.ts';
import { firstRow } from '../ledger/object-store/row.ts';
import { AGENCY_LOG } from '../ledger/transparency/origins.ts';
import { storedTree, type TreeStore } from '../ledger/transparency/trees.ts';

export interface RootRow {
  index: number;
  size: number;
  root: Hash;
  atMs: number;
}

function rootCount(sql: SqlStorage): number {
  return Number(sql.exec('SELECT coalesce(max(idx) + 1, 0) AS count FROM roots').one().count);
}

export function readRootHead(sql: SqlStorage): Head {
  const size = rootCount(sql);
  return { size, frontier: frontierAt(storedTree(rootTree(sql), AGENCY_LOG), size) };
}

/** The agency log is the only tree here. The leaves of its partial tile are its newest roots. */
export const rootTree = (sql: SqlStorage): TreeStore => ({
  size: (tree) => (tree === AGENCY_LOG ? rootCount(sql) : 0),
  tile: (tree, level, n) => {
    if (tree !== AGENCY_LOG) return null;
    return level === 0 && n === Math.floor(rootCount(sql) / TILE_WIDTH)
      ? leavesFrom(sql, n)
      : readTile(sql, tree, level, n);
  },
});

/** The leaves of a tile of level 0 from the rows. */
function leavesFrom(sql: SqlStorage, n: number): Uint8Array {
  return Buffer.concat(rootsFrom(sql, n * TILE_WIDTH, TILE_WIDTH).map(({ leaf }) => leaf));
}

/** The root of the license's log at exactly this size, or, without a size, its newest. */
export function readRoot(sql: SqlStorage, license: string, size?: number): RootRow | null {
  const row = firstRow(
    sql.exec<{ idx: number; size: number; root: ArrayBuffer; at_ms: number }>(
      'SELECT idx, size, root, at_ms FROM roots WHERE license = ? AND (?2 IS NULL OR size = ?2) ORDER BY size DESC LIMIT 1',
      license,
      size ?? null,
    ),
  );
  return row && { index: row.idx, size: row.size, root: new Uint8Array(row.root), atMs: row.at_ms };
}

export interface StoredRoot extends RootRow {
  license: string;
  body: string;
  leaf: Uint8Array;
}

/** In the order of the log. */
export function rootsFrom(sql: SqlStorage, index: number, limit: number): StoredRoot[] {
  return sql
    .exec<{
      idx: number;
      license: string;
      size: number;
      root: ArrayBuffer;
      at_ms: number;
      body: string;
      leaf: ArrayBuffer;
    }>(
      'SELECT idx, license, size, root, at_ms, body, leaf FROM roots WHERE idx >= ? ORDER BY idx LIMIT ?',
      index,
      limit,
    )
    .toArray()
    .map(({ idx, at_ms: atMs, root, leaf, ...row }) => ({
      ...row,
      index: idx,
      atMs,
      root: new Uint8Array(root),
      leaf: new Uint8Array(leaf),
    }));
}

export function lastRootAt(sql: SqlStorage): number {
  return Number(
    sql.exec('SELECT coalesce(max(at_ms), 0) AS at FROM roots WHERE idx = (SELECT max(idx) FROM roots)').one()
      .at,
  );
}

/** When the root at this place came, milliseconds, UTC; null: there is none. */
export function rootAtMs(sql: SqlStorage, index: number): number | null {
  return firstRow(sql.exec<{ at_ms: number }>('SELECT at_ms FROM roots WHERE idx = ?', index))?.at_ms ?? null;
}

export function readRootBody(sql: SqlStorage, index: number): string | null {
  return firstRow(sql.exec<{ body: string }>('SELECT body FROM roots WHERE idx = ?', index))?.body ?? null;
}

export function writeRoot(sql: SqlStorage, row: RootRow & { license: string; body: string }): void {
  sql.exec(
    'INSERT INTO roots (idx, license, size, root, at_ms, body, leaf) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.index,
    row.license,
    row.size,
    row.root,
    row.atMs,
    row.body,
    leafHash(row.body),
  );
  const n = Math.floor(row.index / TILE_WIDTH);
  if (row.index % TILE_WIDTH === TILE_WIDTH - 1)
    writeFullTile(sql, AGENCY_LOG, n, { leaves: leavesFrom(sql, n), records: null });
}

export function readWitness(sql: SqlStorage, name: string): { size: number; atMs: number } | null {
  const row = firstRow(
    sql.exec<{ size: number; at_ms: number }>('SELECT size, at_ms FROM witnesses WHERE name = ?', name),
  );
  return row && { size: row.size, atMs: row.at_ms };
}

export function writeWitness(
  sql: SqlStorage,
  name: string,
  { size, atMs }: { size: number; atMs: number },
): void {
  sql.exec('INSERT OR REPLACE INTO witnesses (name, size, at_ms) VALUES (?, ?, ?)', name, size, atMs);
}
