/** SQL of refusals that were counted without an entry. */
import { whereOf } from '../../platform/conditions.ts';

export type Granularity = 'hour' | 'day';

export interface CountPosition {
  /** `2026-11-24`, or `2026-11-24T16`: UTC. */
  period: string;
  license: string;
  code: string;
}

export interface CountFilter {
  granularity: Granularity;
  license?: string;
  code?: string;
  /** Minutes of instants, UTC; `to` is exclusive. */
  from?: string;
  to?: string;
  after?: CountPosition;
  limit: number;
}

/** Prefix length of a minute that names the period. */
const PERIOD_CHARS = { day: 10, hour: 13 } as const;

/** Newest first. */
export async function sumCounts(
  db: D1Database,
  filter: CountFilter,
): Promise<(CountPosition & { count: number })[]> {
  const { granularity, license, code, from, to, after, limit } = filter;
  const period = `substr(minute, 1, ${PERIOD_CHARS[granularity]})`;
  const { where, values } = whereOf([
    { sql: 'minute >= ?', values: [from ?? ''] },
    { sql: 'minute < ?', values: [to] },
    { sql: `minute < ? || '~'`, values: [after?.period] },
    { sql: 'license = ?', values: [license] },
    { sql: 'code = ?', values: [code] },
    { sql: `(${period}, license, code) < (?, ?, ?)`, values: [after?.period, after?.license, after?.code] },
  ]);
  const { results } = await db
    .prepare(
      `SELECT ${period} AS period, license, code, sum(count) AS count FROM refusal_counts ${where}
       GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT ?`,
    )
    .bind(...values, limit)
    .all<CountPosition & { count: number }>();
  return results;
}
