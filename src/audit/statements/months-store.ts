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
  titles: string;
}

/** Those of a partner under each other. */
export async function licenseNames(db: D1Database): Promise<LicenseName[]> {
  const { results } = await db
    .prepare(
      `SELECT licenses.id AS license, licenses.partner, partners.name, licenses.terms ->> '$.consent.reference' AS reference,
         (SELECT group_concat(value ->> 'name', ' ') FROM json_each(partners.titles)) AS titles
       FROM licenses CROSS JOIN partners ON partners.id = licenses.partner
       ORDER BY partners.name COLLATE NOCASE, licenses.partner, reference, licenses.id`,
    )
    .all<LicenseName>();
  return results;
}

/** Statements of these periods, whatever license they are of. */
export async function closedPeriods(
  db: D1Database,
  periods: string[],
): Promise<{ license: string; period: string; id: string }[]> {
  const { results } = await db
    .prepare(
      'SELECT license, period, id FROM statements WHERE period IN (SELECT value FROM json_each(?)) ORDER BY id',
    )
    .bind(JSON.stringify(periods))
    .all<{ license: string; period: string; id: string }>();
  return results;
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
