/** SQL of completeness: what isolates have seen, and what the log has, by UTC day. */
import { REQUEST_OUTCOMES } from '../../delivery/edge/tally.ts';
import { OPERATORS_LOG } from '../../ledger/names.ts';
import type { EdgeDay, LedgerDay } from './report.ts';

/** YYYY-MM-DD, UTC; both are included. */
export interface Days {
  from: string;
  to: string;
}

export async function edgeDays(db: D1Database, { from, to }: Days): Promise<EdgeDay[]> {
  const sums = ['seen', ...REQUEST_OUTCOMES].map((name) => `sum(${name}) AS ${name}`).join(', ');
  const { results } = await db
    .prepare(
      `SELECT day, count(*) AS isolates, ${sums} FROM edge_counts WHERE day >= ? AND day <= ? GROUP BY day`,
    )
    .bind(from, to)
    .all<EdgeDay>();
  return results;
}

/** The first day that anything was seen on. */
export async function watchedSince(db: D1Database): Promise<string | null> {
  return db.prepare('SELECT min(day) AS day FROM edge_counts').first<string>('day');
}

/** Entries by day, of whatever kind, and what was only counted. */
export async function loggedDays(db: D1Database, days: Days): Promise<LedgerDay[]> {
  const { results } = await db
    .prepare(
      `SELECT day, sum(entries) AS entries, sum(counted) AS counted FROM (
         SELECT substr(at, 1, 10) AS day, count(*) AS entries, 0 AS counted FROM entries INDEXED BY entries_by_time
         WHERE at >= ?1 AND at < ?2 AND license <> '${OPERATORS_LOG}' GROUP BY 1
         UNION ALL
         SELECT substr(minute, 1, 10), 0, sum(count) FROM refusal_counts WHERE minute >= ?1 AND minute < ?2 GROUP BY 1)
       GROUP BY day`,
    )
    .bind(...bounds(days))
    .all<LedgerDay>();
  return results;
}

/** What can be named `YYYY-MM-DDT…` of the days, and no more: `~` comes after every letter. */
export const bounds = ({ from, to }: Days): [from: string, to: string] => [from, `${to}~`];
