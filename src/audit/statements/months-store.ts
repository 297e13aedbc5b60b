/**
 * SQL of the month-end grid: names of licenses, their closed months, and billed months outside their terms.
 */
import { cellsOf } from '../../ledger/segments/sums.ts';
import { lastDayOf } from '../reports/period.ts';

export interface LicenseName {
  license: string;
  partner: string;
  /** Name of the partner. */
  name: string;
  /** Reference of the agreement. */
  reference: string | null;
  titles: string | null;
}

/** Sorted by partner. `withTitles`: includes titles for a search, which doubles the time. */
export async function licenseNames(db: D1Database, withTitles: boolean): Promise<LicenseName[]> {
  const { results } = await db
    .prepare(
      `SELECT licenses.id AS license, licenses.partner, partners.name,
         licenses.terms ->> '$.consent.reference' AS reference,
         CASE WHEN ?1 THEN (SELECT group_concat(value ->> 'name', ' ') FROM json_each(partners.titles)) END AS titles
       FROM licenses CROSS JOIN partners ON partners.id = licenses.partner
       ORDER BY partners.name COLLATE NOCASE, licenses.partner, reference, licenses.id`,
    )
    .bind(withTitles ? 1 : 0)
    .all<LicenseName>();
  return results;
}

/** Closed periods by license: the bit of each is `1 <<` its index. At most 30 periods. */
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

/** By license: months with statements of single days. */
export async function monthsWithDays(db: D1Database, months: string[]): Promise<Map<string, Set<string>>> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT license, months.value AS month FROM json_each(?) AS months
         CROSS JOIN statements ON statements.period BETWEEN months.value || '-01' AND months.value || '-31'`,
    )
    .bind(JSON.stringify(months))
    .all<LicenseMonth>();
  return monthsByLicense(results);
}

export const monthsByLicense = (rows: LicenseMonth[]): Map<string, Set<string>> =>
  new Map(
    [...Map.groupBy(rows, ({ license }) => license)].map(([license, ofLicense]) => [
      license,
      new Set(ofLicense.map(({ month }) => month)),
    ]),
  );

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

export interface LicenseMonth {
  license: string;
  /** YYYY-MM. */
  month: string;
}

/** Those of the months that have units, summed or not. */
export async function monthsWithUnits(db: D1Database, months: LicenseMonth[]): Promise<LicenseMonth[]> {
  if (months.length === 0) return [];
  const names = months.map(({ month }) => month).sort();
  const query = {
    licenses: months.map(({ license }) => license),
    from: `${names[0]}-01`,
    to: lastDayOf(names.at(-1) ?? ''),
  };
  const found = new Set<string>();
  for await (const cells of cellsOf(db, query))
    for (const { license, day, env, units } of cells)
      if (env === 'live' && units > 0) found.add(`${license} ${day.slice(0, 7)}`);
  return months.filter(({ license, month }) => found.has(`${license} ${month}`));
}

/** Corrections since a month, with their times, ISO 8601 UTC. */
export async function correctionsSince(
  db: D1Database,
  month: string,
): Promise<{ license: string; at: string }[]> {
  const { results } = await db
    .prepare("SELECT license, at FROM notes WHERE kind = 'adjustment' AND at >= ?")
    .bind(month)
    .all<{ license: string; at: string }>();
  return results;
}
