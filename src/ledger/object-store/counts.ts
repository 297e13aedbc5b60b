/** SQL of counted refusals by minute: rows are (minute, license, code). */

/** The minute that an instant (milliseconds, UTC) falls into. */
export function minuteOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 16);
}

export function addCount(sql: SqlStorage, minute: string, license: string, code: string): void {
  sql.exec(
    `INSERT INTO counts (minute, license, code, count) VALUES (?, ?, ?, 1)
     ON CONFLICT (minute, license, code) DO UPDATE SET count = count + 1`,
    minute,
    license,
    code,
  );
}

export interface CountRow {
  minute: string;
  license: string;
  code: string;
  count: number;
  [key: string]: SqlStorageValue;
}

/**
 * The rows after the given one, oldest minute first; undefined: from the first. Counts are absolute per
 * minute, so writing them to D1 twice is harmless.
 */
export function countsAfter(sql: SqlStorage, row: CountRow | undefined, limit: number): CountRow[] {
  return sql
    .exec<CountRow>(
      `SELECT minute, license, code, count FROM counts WHERE (minute, license, code) > (?, ?, ?)
       ORDER BY minute, license, code LIMIT ?`,
      row?.minute ?? '',
      row?.license ?? '',
      row?.code ?? '',
      limit,
    )
    .toArray();
}

/** Deletes exactly these rows, unless they have grown since. */
export function dropCounts(sql: SqlStorage, rows: CountRow[]): void {
  for (const { minute, license, code, count } of rows)
    sql.exec(
      'DELETE FROM counts WHERE minute = ? AND license = ? AND code = ? AND count = ?',
      minute,
      license,
      code,
      count,
    );
}
