/** The agency log: roots of license logs. Only the object that keeps it has rows here. */

import type { Place } from '../merkle/proof.ts';
import { frontierPlaces, HASH_BYTES, type Hash, type Head } from '../merkle.ts';
import { firstRow } from './row.ts';

export interface RootRow {
  index: number;
  size: number;
  root: Hash;
  atMs: number;
}

export function rootCount(sql: SqlStorage): number {
  return Number(sql.exec('SELECT coalesce(max(idx) + 1, 0) AS count FROM roots').one().count);
}

export function readRootHead(sql: SqlStorage): Head {
  const size = rootCount(sql);
  return { size, frontier: frontierPlaces(size).map((place) => readRootNode(sql, place)) };
}

export function readRootNode(sql: SqlStorage, { lastLeaf, level }: Place): Hash {
  const { hash } = sql
    .exec<{ hash: ArrayBuffer }>(
      'SELECT substr(hashes, ?, ?) AS hash FROM roots WHERE idx = ?',
      level * HASH_BYTES + 1,
      HASH_BYTES,
      lastLeaf,
    )
    .one();
  return new Uint8Array(hash);
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

export function lastRootAt(sql: SqlStorage): number {
  return Number(
    sql.exec('SELECT coalesce(max(at_ms), 0) AS at FROM roots WHERE idx = (SELECT max(idx) FROM roots)').one()
      .at,
  );
}

export function readRootBody(sql: SqlStorage, index: number): string | null {
  return firstRow(sql.exec<{ body: string }>('SELECT body FROM roots WHERE idx = ?', index))?.body ?? null;
}

export function writeRoot(
  sql: SqlStorage,
  row: RootRow & { license: string; body: string; completed: Hash[] },
): void {
  sql.exec(
    'INSERT INTO roots (idx, license, size, root, at_ms, body, hashes) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.index,
    row.license,
    row.size,
    row.root,
    row.atMs,
    row.body,
    Buffer.concat(row.completed),
  );
}
