/**
 * From the object to D1: entries in the order in which they were written, in large statements that may be repeated
 * harmlessly. D1 may refuse for minutes; nothing is lost, it only comes later.
 */
import { DRAIN_BYTES_MAX, DRAIN_ROWS_MAX } from './limits.ts';
import type { CountRow, EntryRow } from './object-store.ts';
import { insertCounts, insertEntries } from './store.ts';

/** As many of the rows as go into one statement, at least one. */
export function statementFull(rows: EntryRow[]): EntryRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += row.body.length;
    return index > 0 && (index >= DRAIN_ROWS_MAX || bytes > DRAIN_BYTES_MAX);
  });
  return end === -1 ? rows : rows.slice(0, end);
}

export async function drainEntries(db: D1Database, rows: EntryRow[]): Promise<void> {
  const payload = rows.map((row) => ({ leaf: Buffer.from(row.leaf).toString('base64'), body: row.body }));
  await insertEntries(db, payload).run();
}

export async function drainCounts(db: D1Database, object: string, rows: CountRow[]): Promise<void> {
  if (rows.length > 0) await insertCounts(db, object, rows).run();
}
