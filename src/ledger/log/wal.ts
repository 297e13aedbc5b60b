/** SQL of the write-ahead ring: entries that are not in a pack yet. */
import type { LogLine, Side } from './entries.ts';
import { ROW_CHARS_MAX, WAL_SLOTS } from './limits.ts';

/** Writes what one commit has entered: one row, or more when it is large. Rows that nobody needs give way: nothing is deleted. */
export function writeWal(sql: SqlStorage, entries: readonly LogLine[]): void {
  let row: LogLine[] = [];
  let chars = 0;
  for (const entry of entries) {
    if (row.length > 0 && chars + entry.line.length > ROW_CHARS_MAX) {
      writeRow(sql, row);
      [row, chars] = [[], 0];
    }
    row.push(entry);
    chars += entry.line.length;
  }
  if (row.length > 0) writeRow(sql, row);
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

/** Entries after a sequence that is the last of a row or a pack, in order. */
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
