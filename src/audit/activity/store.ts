/** SQL of activity: sums of sealed segments by day and reason, and the use entries after the last segment. */
import { SEALED_TO } from '../../ledger/segments/sealed-to.ts';

export interface DaySums {
  day: string;
  deliveries: number;
  refusals: number;
  units: number;
}

export interface TailUse {
  license: string;
  /** ISO 8601 UTC. */
  at: string;
  kind: 'delivery' | 'refusal';
  code: string | null;
  billable: number;
}

export interface ActivityRows {
  days: DaySums[];
  /** Refusals by code, from `reasonsFrom` on. */
  codes: { code: string; entries: number }[];
  /** Latest sealed request, ISO 8601 UTC. */
  lastAt: string | null;
  tail: TailUse[];
}

const CELLS = `FROM json_each(?1) AS ids CROSS JOIN usage_cells
  ON usage_cells.license = ids.value AND usage_cells.day >= ?2 AND usage_cells.day <= ?3`;

/** All as of one moment. Days are those of each license's time zone. */
export async function activityRows(
  db: D1Database,
  licenses: string[],
  { from, reasonsFrom, to }: { from: string; reasonsFrom: string; to: string },
): Promise<ActivityRows> {
  const ids = JSON.stringify(licenses);
  const [days, codes, last, tail] = await db.batch([
    db
      .prepare(
        `SELECT day, sum(deliveries) AS deliveries, sum(refusals) AS refusals, sum(units) AS units ${CELLS} GROUP BY day`,
      )
      .bind(ids, from, to),
    db
      .prepare(
        `SELECT code.key AS code, sum(code.value) AS entries ${CELLS} AND usage_cells.refusals > 0
         CROSS JOIN json_each(usage_cells.parts, '$.code') AS code GROUP BY 1`,
      )
      .bind(ids, reasonsFrom, to),
    db
      .prepare(
        `SELECT max(last_at) AS lastAt FROM json_each(?1) AS ids CROSS JOIN usage_cells ON usage_cells.license = ids.value
           AND usage_cells.day = (SELECT max(day) FROM usage_cells AS newest WHERE newest.license = ids.value)`,
      )
      .bind(ids),
    db
      .prepare(
        `SELECT license, at, kind, code, billable FROM entries NOT INDEXED
         WHERE n > ${SEALED_TO} AND again = 0 AND kind IN ('delivery', 'refusal')
           AND license IN (SELECT value FROM json_each(?1)) ORDER BY n`,
      )
      .bind(ids),
  ]);
  return {
    days: (days?.results ?? []) as DaySums[],
    codes: (codes?.results ?? []) as ActivityRows['codes'],
    lastAt: ((last?.results ?? []) as { lastAt: string | null }[])[0]?.lastAt ?? null,
    tail: (tail?.results ?? []) as TailUse[],
  };
}
