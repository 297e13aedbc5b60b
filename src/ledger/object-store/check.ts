/** What the self-check reads of the object's own tables, and where it is. */
import { nodeIn } from '../merkle/rows.ts';
import type { Hash } from '../merkle.ts';
import { endAccount, openAccount } from './check-bill.ts';
import { readRows } from './log.ts';
import { firstRow } from './row.ts';

export interface CheckedRow {
  seq: number;
  license: string;
  idx: number;
  body: string;
  hashes: ArrayBuffer;
  billed_on: string | null;
  [key: string]: SqlStorageValue;
}

const COLUMNS = 'seq, license, idx, body, hashes, billed_on';

/** Read one by one, so that whoever reads can stop at a number of bytes. */
export function entriesBySeq(
  sql: SqlStorage,
  after: number,
  last: number,
  limit: number,
): Iterable<CheckedRow> {
  return sql.exec<CheckedRow>(
    `SELECT ${COLUMNS} FROM entries WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
    after,
    last,
    limit,
  );
}

export function entriesByLicense(
  sql: SqlStorage,
  after: { license: string; index: number },
  limit: number,
): Iterable<CheckedRow> {
  return sql.exec<CheckedRow>(
    `SELECT ${COLUMNS} FROM entries WHERE (license, idx) > (?, ?) ORDER BY license, idx LIMIT ?`,
    after.license,
    after.index,
    limit,
  );
}

/** Root of the perfect subtree of 2^level leaves that ends with a leaf; null: the entry, or its hash, is not there. */
export function nodeAt(sql: SqlStorage, license: string, lastLeaf: number, level: number): Hash | null {
  return nodeIn(readRows(sql, license, [lastLeaf]).get(lastLeaf), { lastLeaf, level });
}

/** What lies beside a leaf, here or left by the archive. */
export function hashesAt(sql: SqlStorage, license: string, index: number): Uint8Array | null {
  return readRows(sql, license, [index]).get(index) ?? null;
}

export function hasEntry(sql: SqlStorage, license: string, index: number): boolean {
  return firstRow(sql.exec('SELECT 1 FROM leaves WHERE license = ? AND idx = ?', license, index)) !== null;
}

/** Leaves by the tree's own account, and by the entries that are there. */
export function sizesOf(sql: SqlStorage, license: string): { told: number; counted: number } {
  return sql
    .exec<{ told: number; counted: number }>(
      `SELECT coalesce((SELECT size FROM trees WHERE license = ?1), 0) AS told,
         coalesce((SELECT max(idx) + 1 FROM entries WHERE license = ?1),
           (SELECT max(idx) + 1 FROM archived WHERE license = ?1), 0) AS counted`,
      license,
    )
    .one();
}

export function hasTree(sql: SqlStorage, license: string): boolean {
  return firstRow(sql.exec('SELECT 1 FROM trees WHERE license = ?', license)) !== null;
}

/** Logs from the given one on: what may have checkpoints. */
export function logsFrom(sql: SqlStorage, log: string, limit: number): string[] {
  return sql
    .exec<{ license: string }>(
      `SELECT license FROM (SELECT license FROM trees UNION SELECT tree FROM checkpoints)
       WHERE license >= ? ORDER BY license LIMIT ?`,
      log,
      limit + 1,
    )
    .toArray()
    .map(({ license }) => license);
}

/** Licenses whose tree has leaves, and of which no entry is there. */
export function bareTrees(sql: SqlStorage, limit: number): string[] {
  return sql
    .exec<{ license: string }>(
      `SELECT license FROM trees WHERE size > 0
       AND NOT EXISTS (SELECT 1 FROM leaves WHERE leaves.license = trees.license) LIMIT ?`,
      limit,
    )
    .toArray()
    .map(({ license }) => license);
}

export function usageOf(
  sql: SqlStorage,
  license: string,
): { period: string; used: number; unexplained: number }[] {
  return sql
    .exec<{ period: string; used: number; unexplained: number }>(
      'SELECT period, used, unexplained FROM usage WHERE license = ?',
      license,
    )
    .toArray();
}

/** Beyond any index: a range that is open at an end finds rows that no entry has. */
export const FAR = 1e15;

/** Where the walk over all entries is. `units`: what the entries of the license so far say of its windows. */
export interface WalkPlace {
  license: string;
  index: number;
  units: Record<string, number>;
}

export function readWalk(sql: SqlStorage): WalkPlace {
  const row = firstRow(
    sql.exec<{ license: string; idx: number; units: string }>(
      `SELECT license, idx, units FROM walk WHERE part = 'entries'`,
    ),
  );
  return row
    ? { license: row.license, index: row.idx, units: JSON.parse(row.units) }
    : { license: '', index: -1, units: {} };
}

export function writeWalk(sql: SqlStorage, { license, index, units }: WalkPlace): void {
  sql.exec(
    `INSERT OR REPLACE INTO walk (part, license, idx, units) VALUES ('entries', ?, ?, ?)`,
    license,
    index,
    JSON.stringify(units),
  );
}

/**
 * Of these logs only half was here, or they may have changed where they were: what the walk under way has counted of one of them is not to
 * be compared with all that is here now. It goes on behind them; the next one begins with their first entry.
 */
export function leaveToNextWalk(sql: SqlStorage, licenses: readonly string[]): void {
  const { license } = readWalk(sql);
  if (licenses.includes(license)) writeWalk(sql, { license, index: FAR, units: {} });
  const account = openAccount(sql);
  if (account && licenses.includes(account.license)) endAccount(sql, account);
}
