/** SQL of the write-ahead ring: entries that are not in a pack yet. */
import { cutRuns, type LogLine, type Side } from './entries.ts';
import { WAL_SLOTS } from './limits.ts';

/**
 * Writes the entries of one commit: one row, or several if they are large. Packed rows are overwritten, not
 * deleted.
 */
export function writeWal(sql: SqlStorage, entries: readonly LogLine[]): void {
  for (const run of cutRuns(entries)) writeRow(sql, run);
}

function writeRow(sql: SqlStorage, entries: LogLine[]): void {
  const seq = entries[0]?.seq ?? 0;
  sql.exec(
    'INSERT OR REPLACE INTO wal (slot, seq, entries, side) VALUES (?, ?, ?, ?)',
    seq % WAL_SLOTS,
    seq,
    entries.map(({ line }) => line).join('\n'),
    JSON.stringify(entries.map(({ side }) => side)),
  );
}

/** Entries after the last sequence of a row or pack, in order. */
export function readWal(sql: SqlStorage, after: number): LogLine[] {
  return sql
    .exec<{ seq: number; entries: string; side: string }>(
      'SELECT seq, entries, side FROM wal WHERE seq > ? ORDER BY seq',
      after,
    )
    .toArray()
    .flatMap(({ seq, entries, side }) => {
      const sides = JSON.parse(side) as (Side | null)[];
      return entries
        .split('\n')
        .map((line, at): LogLine => ({ seq: seq + at, line, side: sides[at] ?? null }));
    });
}
