/** SQL of entries that leave D1's log: the segments that they are in say how many of theirs have. */
import { OPERATORS_LOG } from '../names.ts';
import type { Range } from '../self-check/types.ts';
import { SEALED_TO } from './sealed-to.ts';

const rowsIn = (ranges: string) =>
  `(SELECT value ->> 'license' AS license, value ->> 'first' AS first, value ->> 'last' AS last FROM json_each(${ranges}))
  AS wanted CROSS JOIN entries ON entries.license = wanted.license AND entries.idx >= wanted.first AND entries.idx <= wanted.last`;
const RANGES = rowsIn('?1');

/** How many rows there are in the ranges, and the newest number of theirs, 0 for none. */
export async function rowsOf(db: D1Database, ranges: Range[]): Promise<{ count: number; newest: number }> {
  const row = await db
    .prepare(`SELECT count(*) AS count, coalesce(max(entries.n), 0) AS newest FROM ${RANGES}`)
    .bind(JSON.stringify(ranges))
    .first<{ count: number; newest: number }>();
  return row ?? { count: 0, newest: 0 };
}

/** Rows that go, by number and license: SQL, and what it binds. */
interface Going {
  sql: string;
  values: unknown[];
}

/**
 * What is not sealed yet (`sealThrough`) stays: nobody would know of it any more; but for what was put back, and so was sealed
 * before.
 */
const SEALED = `(entries.again = 1 OR entries.n <= ${SEALED_TO})`;

/** SQL: how many rows there are in the ranges (JSON, SQL) that have been indexed and counted. */
export const countedRows = (ranges: string): string =>
  `(SELECT count(*) FROM ${rowsIn(ranges)} WHERE ${SEALED})`;

/**
 * Takes the rows of the ranges out, of a part of the archive that D1 knows, and that was not put back. To be run in one batch. Corrections of
 * statements stay: bills and statements are shown with them, however old they are, and they are few.
 */
export function takeOutStatements(
  db: D1Database,
  ranges: Range[],
  { object, part }: { object: string; part: number },
): D1PreparedStatement[] {
  return takeOut(db, {
    sql: `SELECT entries.n, entries.license FROM ${RANGES} WHERE ${SEALED} AND entries.kind <> 'adjustment'
      AND EXISTS (SELECT 1 FROM archive_parts WHERE object = ?2 AND part = ?3 AND restored IS NULL)`,
    values: [JSON.stringify(ranges), object, part],
  });
}

/** Rows of the ranges but for those whose text the archive has still, by license and index: put back or not. */
export function withoutText(ranges: Range[], left: [license: string, index: number][]): Going {
  return {
    sql: `SELECT entries.n, entries.license FROM ${RANGES} WHERE ${SEALED}
      AND (entries.license, entries.idx) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?2))`,
    values: [JSON.stringify(ranges), JSON.stringify(left)],
  };
}

export function takeOut(db: D1Database, { sql: going, values }: Going): D1PreparedStatement[] {
  const run = (sql: string) => db.prepare(sql).bind(...values);
  return [
    run(
      `UPDATE log_segments SET gone = gone + taken.count
       FROM (SELECT (SELECT max(first) FROM log_segments WHERE first <= going.n) AS first, count(*) AS count
         FROM (${going}) AS going WHERE going.n <= ${SEALED_TO} AND going.license <> '${OPERATORS_LOG}' GROUP BY 1) AS taken
       WHERE log_segments.first = taken.first`,
    ),
    run(`DELETE FROM entries WHERE n IN (SELECT n FROM (${going}))`),
  ];
}
