/**
 * SQL of the month-end grid: names of licenses, which of their months are closed, and what they are billed for
 * outside of their terms.
 */
import { SEALED_TO } from '../../ledger/segments/sealed-to.ts';

export interface LicenseName {
  license: string;
  partner: string;
  /** The partner's. */
  name: string;
  /** Of the agreement. */
  reference: string | null;
  titles: string | null;
}

/** Those of a partner under each other. `withTitles`: to search for them, which takes as long as all the rest. */
export async function licenseNames(db: D1Database, withTitles: boolean): Promise<LicenseName[]> {
  const { results } = await db
    .prepare(
      `SELECT licenses.id AS license, licenses.partner, partners.name, licenses.terms ->> '$.consent.reference' AS reference,
         CASE WHEN ?1 THEN (SELECT group_concat(value ->> 'name', ' ') FROM json_each(partners.titles)) END AS titles
       FROM licenses CROSS JOIN partners ON partners.id = licenses.partner
       ORDER BY partners.name COLLATE NOCASE, licenses.partner, reference, licenses.id`,
    )
    .bind(withTitles ? 1 : 0)
    .all<LicenseName>();
  return results;
}

/** By license, which of these periods have a statement: the bit of each is `1 <<` its position. Of 30 periods at most. */
export async function closedPeriods(db: D1Database, periods: string[]): Promise<Map<string, number>> {
  const { results } = await db
    .prepare(
      `SELECT license, sum(1 << periods.key) AS bits FROM json_each(?) AS periods
         CROSS JOIN statements ON statements.period = periods.value GROUP BY license`,
    )
    .bind(JSON.stringify(periods))
    .all<{ license: string; bits: number }>();
  return new Map(results.map(({ license, bits }) => [license, bits]));
}

/** Ids of statements by license and period (`lic_… 2026-10`). */
export async function statementIds(
  db: D1Database,
  licenses: string[],
  periods: string[],
): Promise<Map<string, string>> {
  const { results } = await db
    .prepare(
      `SELECT statements.license, statements.period, statements.id FROM json_each(?1) AS licenses
         CROSS JOIN json_each(?2) AS periods
         CROSS JOIN statements ON statements.license = licenses.value AND statements.period = periods.value`,
    )
    .bind(JSON.stringify(licenses), JSON.stringify(periods))
    .all<{ license: string; period: string; id: string }>();
  return new Map(results.map(({ license, period, id }) => [`${license} ${period}`, id]));
}

/** Days, YYYY-MM-DD, of a license. */
export interface Days {
  license: string;
  from: string;
  to: string;
}

/** `month` where the sums of the log say it, else `at`, ISO 8601 UTC. */
export interface BillableMonth {
  license: string;
  month: string | null;
  at: string | null;
}

/** When anything was billed to licenses in these days: units, summed up yet or not, and corrections. */
export async function billableMonths(db: D1Database, spans: Days[]): Promise<BillableMonth[]> {
  if (spans.length === 0) return [];
  const { results } = await db
    .prepare(
      `WITH spans AS MATERIALIZED (SELECT value ->> 'license' AS license, value ->> 'from' AS first, value ->> 'to' AS last
         FROM json_each(?1))
       SELECT cells.license, substr(cells.day, 1, 7) AS month, NULL AS at
       FROM spans CROSS JOIN usage_cells AS cells
         ON cells.license = spans.license AND cells.day >= spans.first AND cells.day <= spans.last
       WHERE cells.env = 'live' AND cells.units > 0 GROUP BY 1, 2
       UNION ALL
       SELECT entries.license, NULL, entries.at FROM spans CROSS JOIN entries
         ON entries.kind = 'adjustment' AND entries.license = spans.license
       UNION ALL
       SELECT license, NULL, at FROM entries NOT INDEXED
       WHERE n > ${SEALED_TO} AND again = 0 AND billable > 0
         AND license IN (SELECT license FROM spans)`,
    )
    .bind(JSON.stringify(spans))
    .all<BillableMonth>();
  return results;
}
