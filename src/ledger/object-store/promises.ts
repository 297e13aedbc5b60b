/** Receipts promise that their entry's log is in the agency log in time: whether that is kept, as the object's tables say. */
import type { PromiseStanding } from '../transparency/types.ts';
import { firstRow } from './row.ts';

/**
 * Entries from before `brokenBefore`, or else from before `soonBefore` (ISO 8601 UTC), whose log's newest root in the agency log does not
 * cover them. One seek a license that has grown since; what is on its way between two objects, where there are `moves`, is told by neither. An entry that went to
 * the archive like that is a month old at least.
 */
export function promiseStanding(
  sql: SqlStorage,
  { brokenBefore, soonBefore, moves }: { brokenBefore: string; soonBefore: string; moves: boolean },
): PromiseStanding {
  const here = moves
    ? 'NOT EXISTS (SELECT 1 FROM in_transit WHERE in_transit.license = trees.license)'
    : 'true';
  const row = firstRow(
    sql.exec<{ broken: number; soon: number; oldest: string | null }>(
      `SELECT count(*) FILTER (WHERE at < ?1) AS broken, count(*) FILTER (WHERE at >= ?1 AND at < ?2) AS soon,
         min(nullif(at, '')) AS oldest
       FROM (SELECT coalesce(entries.body ->> 'at', '') AS at FROM trees
         LEFT JOIN published ON published.license = trees.license
         LEFT JOIN entries ON entries.license = trees.license AND entries.idx = coalesce(published.size, 0)
         WHERE trees.size > coalesce(published.size, 0)
           AND ${here})`,
      brokenBefore,
      soonBefore,
    ),
  );
  return row ?? { broken: 0, soon: 0, oldest: null };
}
