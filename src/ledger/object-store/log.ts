/** The entries, the trees they are leaves of, and the first delivery of each grant. */
import { frontierAt, rowOf } from '../merkle/nodes.ts';
import type { Hash, Head } from '../merkle.ts';
import type { TreeStore } from '../transparency/trees.ts';
import type { GrantRecord } from '../types.ts';
import { firstRow, rowsRead } from './row.ts';

/** Leaves in the license's tree. */
export function readSize(sql: SqlStorage, license: string): number {
  return firstRow(sql.exec<{ size: number }>('SELECT size FROM trees WHERE license = ?', license))?.size ?? 0;
}

export function readHead(sql: SqlStorage, license: string): Head {
  const size = readSize(sql, license);
  const rows = (leaves: number[]) => readRows(sql, license, leaves);
  return { size, frontier: frontierAt({ size, rows }, size) };
}

/**
 * What lies beside each of these leaves (see `merkle/rows.ts`), of those that are there. A seek each: SQLite counts the members of an
 * IN list as rows too, and reads twice as many.
 */
export function readRows(sql: SqlStorage, license: string, leaves: number[]): Map<number, Uint8Array> {
  const read = (leaf: number) =>
    firstRow(
      sql.exec<{ hashes: ArrayBuffer }>(
        'SELECT hashes FROM leaves WHERE license = ? AND idx = ?',
        license,
        leaf,
      ),
    );
  return rowsRead(leaves, read);
}

export const licenseTrees = (sql: SqlStorage): TreeStore => ({
  size: (license) => readSize(sql, license),
  rows: (license, leaves) => readRows(sql, license, leaves),
});

/**
 * The next entry's place in the one order of the object. It is never given twice, also not after the newest entries have left
 * with their partner: the drain goes by it, and files of the archive are named by it.
 */
export const NEXT_SEQ = `max(coalesce((SELECT max(seq) FROM entries), 0),
  coalesce((SELECT value FROM meta WHERE name = 'seq_floor'), 0)) + 1`;

export function writeEntry(
  sql: SqlStorage,
  entry: { license: string; index: number; body: string; completed: Hash[]; billedOn?: string | null },
): void {
  const rows = (leaves: number[]) => readRows(sql, entry.license, leaves);
  sql.exec(
    `INSERT INTO entries (seq, license, idx, body, hashes, billed_on) VALUES (${NEXT_SEQ}, ?, ?, ?, ?, ?)`,
    entry.license,
    entry.index,
    entry.body,
    rowOf({ size: entry.index, rows }, entry.completed),
    entry.billedOn ?? null,
  );
  sql.exec('INSERT OR REPLACE INTO trees (license, size) VALUES (?, ?)', entry.license, entry.index + 1);
}

export interface EntryRow {
  seq: number;
  idx: number;
  body: string;
  leaf: ArrayBuffer;
  [key: string]: SqlStorageValue;
}

/** Read one by one as they are asked for: a few hundred large entries would not fit into memory. */
export function entriesAfter(sql: SqlStorage, seq: number, limit: number): Iterable<EntryRow> {
  return sql.exec<EntryRow>(
    'SELECT seq, idx, body, substr(hashes, 1, 32) AS leaf FROM entries WHERE seq > ? ORDER BY seq LIMIT ?',
    seq,
    limit,
  );
}

/** What is not in D1 yet: how many entries (they are numbered without gaps), and when the oldest was written. */
export function backlog(sql: SqlStorage, drained: number): { entries: number; oldest: string | null } {
  const { last } = sql.exec<{ last: number | null }>('SELECT max(seq) AS last FROM entries').one();
  const row = firstRow(
    sql.exec<{ at: string }>(
      `SELECT body ->> 'at' AS at FROM entries WHERE seq > ? ORDER BY seq LIMIT 1`,
      drained,
    ),
  );
  return { entries: Math.max(0, (last ?? 0) - drained), oldest: row?.at ?? null };
}

export function readGrant(sql: SqlStorage, key: string): GrantRecord | null {
  const row = firstRow(
    sql.exec<{ id: string; at_ms: number; idx: number; leaf: string }>(
      'SELECT id, at_ms, idx, leaf FROM grants WHERE key = ?',
      key,
    ),
  );
  return row && { id: row.id, atMs: row.at_ms, index: row.idx, leaf: row.leaf };
}

export function writeGrant(sql: SqlStorage, license: string, key: string, grant: GrantRecord): void {
  sql.exec(
    'INSERT OR REPLACE INTO grants (license, key, id, at_ms, idx, leaf) VALUES (?, ?, ?, ?, ?, ?)',
    license,
    key,
    grant.id,
    grant.atMs,
    grant.index,
    grant.leaf,
  );
}
