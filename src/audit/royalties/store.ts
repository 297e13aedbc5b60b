/** SQL of the royalty report: what flowed out of suppliers, by license from the kept sums, by item from the entries. */
import { whereOf } from '../../platform/conditions.ts';
import type { Period } from '../reports/period.ts';
import { bodiesIn, tailStatement } from '../reports/store.ts';

export interface Flow {
  /** Components that were delivered. */
  components: number;
  /** Deliveries that had any of them. */
  deliveries: number;
  /** Units that were billed for them. */
  units: number;
}

export interface LicenseFlow extends Flow {
  supplier: string;
  license: string;
}

export interface ItemFlow extends Flow {
  license: string;
  article: string;
}

export interface FlowAsked {
  licenses: string[];
  period: Period;
  env: string;
}

/** As of one moment: what the sums have, and the bodies of the entries that are in none yet. */
export async function keptFlows(
  db: D1Database,
  { licenses, period, env }: FlowAsked,
): Promise<{ flows: LicenseFlow[]; tail: string[] }> {
  const [flows, tail] = await db.batch([
    db
      .prepare(
        `SELECT usage_cells.license, part.key AS supplier, sum(part.value ->> 0) AS components, sum(part.value ->> 1) AS units,
           sum(part.value ->> 2) AS deliveries
         FROM json_each(?1) AS asked CROSS JOIN usage_cells
           ON usage_cells.license = asked.value AND usage_cells.day >= ?2 AND usage_cells.day <= ?3
         CROSS JOIN json_each(usage_cells.parts, '$.supplier') AS part
         WHERE env = ?4 GROUP BY 1, 2`,
      )
      .bind(JSON.stringify(licenses), period.from, period.to, env),
    tailStatement(db, licenses),
  ]);
  return { flows: (flows?.results ?? []) as LicenseFlow[], tail: bodiesIn(tail) };
}

/** Licenses whose days of the period begin and end with the same instants (ISO 8601 UTC; `to` is exclusive). */
export interface Stretch {
  licenses: string[];
  from: string;
  to: string;
}

export interface ItemsAsked {
  supplier: string;
  env: string;
  stretches: Stretch[];
  after?: { article: string; license: string };
  limit: number;
}

/** By article, then license. */
export async function itemFlows(
  db: D1Database,
  { supplier, env, stretches, after, limit }: ItemsAsked,
): Promise<ItemFlow[]> {
  const perStretch = await db.batch(
    stretches.map(({ licenses, from, to }) => {
      const { where, values } = whereOf([
        { sql: 'at >= ?', values: [from] },
        { sql: 'at < ?', values: [to] },
        { sql: 'license IN (SELECT value FROM json_each(?))', values: [JSON.stringify(licenses)] },
        { sql: `kind = 'delivery' AND env = ?`, values: [env] },
        // Before anything is parsed: as the name of a supplier stands in an entry, and nothing else does.
        { sql: 'instr(body, ?) > 0', values: [`"supplier":${JSON.stringify(supplier)}`] },
        { sql: '(article, license) > (?, ?)', values: [after?.article, after?.license] },
        { sql: `part.value ->> 'supplier' = ?`, values: [supplier] },
      ]);
      return db
        .prepare(
          `SELECT license, article, count(*) AS components, count(DISTINCT n) AS deliveries,
             sum(EXISTS (SELECT 1 FROM json_each(body, '$.billed') AS billed WHERE billed.value = part.value ->> 'component')) AS units
           FROM entries INDEXED BY entries_by_time CROSS JOIN json_each(body, '$.delivered') AS part ${where}
           GROUP BY article, license ORDER BY article, license LIMIT ?`,
        )
        .bind(...values, limit);
    }),
  );
  return perStretch
    .flatMap(({ results }) => results as ItemFlow[])
    .sort((one, other) => compare(one.article, other.article) || compare(one.license, other.license))
    .slice(0, limit);
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
