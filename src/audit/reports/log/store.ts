/** SQL of the reports of the log besides its entries: kept sums by the hour, and what the catalogue calls things. */
import { OPERATORS_LOG } from '../../../ledger/names.ts';
import { SEALED_TO } from '../../../ledger/segments/sealed-to.ts';
import { entryOf } from '../../../ledger/segments/segment.ts';
import type { Entry } from '../../../ledger/types.ts';
import type { Period } from '../period.ts';
import type { HourCount } from './activity.ts';
import type { RestrictionText } from './rule-words.ts';

export interface Asked {
  period: Period;
  /** Absent: all. */
  license?: string | undefined;
}

/** Kept sums of the period, and the entries that are in none yet: as of one moment. */
export async function hoursKept(
  db: D1Database,
  { period, license }: Asked,
): Promise<{ hours: HourCount[]; tail: Entry[] }> {
  const [hours, tail] = await db.batch([
    // A seek for each license: all of them together have more of other months than of this one.
    db
      .prepare(
        `SELECT day, hour.key AS hour, sum(hour.value) AS entries,
           sum(coalesce(parts -> '$.hourRefused' ->> hour.key, 0)) AS refusals
         FROM licenses CROSS JOIN usage_cells
           ON usage_cells.license = licenses.id AND usage_cells.day >= ?1 AND usage_cells.day <= ?2
         CROSS JOIN json_each(parts, '$.hour') AS hour
         WHERE ?3 IS NULL OR licenses.id = ?3 GROUP BY 1, 2`,
      )
      .bind(period.from, period.to, license ?? null),
    db
      .prepare(
        `SELECT license, body FROM entries NOT INDEXED
         WHERE n > ${SEALED_TO} AND again = 0 AND license <> '${OPERATORS_LOG}' AND (?1 IS NULL OR license = ?1)`,
      )
      .bind(license ?? null),
  ]);
  return {
    hours: (hours?.results ?? []) as HourCount[],
    tail: ((tail?.results ?? []) as { license: string; body: string }[]).flatMap((row) => entryOf(row) ?? []),
  };
}

/** As they are now, whether they still hold or not. */
export async function restrictionTexts(db: D1Database, ids: string[]): Promise<RestrictionText[]> {
  const { results } = await db
    .prepare(
      `SELECT restrictions.id, CASE scope_kind WHEN 'agency' THEN 'agency' WHEN 'section' THEN 'section:' || scope_id ELSE scope_id END
         AS scope, text FROM json_each(?) AS one CROSS JOIN restrictions ON restrictions.id = one.value`,
    )
    .bind(JSON.stringify(ids))
    .all<RestrictionText>();
  return results;
}

/** Of a license's days, as its terms are now. */
export async function timeZoneOf(db: D1Database, license: string): Promise<string> {
  const zone = await db
    .prepare(`SELECT terms ->> 'timeZone' AS zone FROM licenses WHERE id = ?`)
    .bind(license)
    .first<string | null>('zone');
  return zone ?? 'UTC';
}

export interface NamedItem {
  id: string;
  uri: string;
  version: string;
  type: string;
  pubStatus: string;
  headline: string | null;
}

export async function findItems(db: D1Database, ids: string[]): Promise<Map<string, NamedItem>> {
  const { results } = await db
    .prepare(
      `SELECT items.id, uri, version, items.type, pub_status AS pubStatus, headline FROM json_each(?) AS one
       CROSS JOIN items ON items.id = one.value`,
    )
    .bind(JSON.stringify(ids))
    .all<NamedItem>();
  return new Map(results.map((item) => [item.id, item]));
}

export interface NamedPartner {
  id: string;
  name: string;
  titles: { id: string; name: string }[];
}

/** Partners of these ids. */
export async function findPartners(db: D1Database, ids: string[]): Promise<Map<string, NamedPartner>> {
  const { results } = await db
    .prepare(
      'SELECT partners.id, name, titles FROM json_each(?) AS one CROSS JOIN partners ON partners.id = one.value',
    )
    .bind(JSON.stringify(ids))
    .all<Omit<NamedPartner, 'titles'> & { titles: string }>();
  return new Map(results.map((row) => [row.id, { ...row, titles: JSON.parse(row.titles) }]));
}
