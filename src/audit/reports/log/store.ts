/** SQL of the log reports: stored hourly sums, and names from the catalogue. */

import { cellsOf } from '../../../ledger/segments/sums.ts';
import { getOrInsert } from '../../../rights/get-or-insert.ts';
import type { Period } from '../period.ts';
import { type HourCount, hoursOf } from './activity.ts';
import type { RestrictionText } from './rule-words.ts';

export interface HoursQuery {
  period: Period;
  /** Absent: all licenses. */
  license?: string | undefined;
}

/** Counts by the hour: the stored sums, and the entries of the tail. */
export async function hoursOfPeriod(db: D1Database, { period, license }: HoursQuery): Promise<HourCount[]> {
  const { from, to } = period;
  const query = { licenses: license === undefined ? undefined : [license], from, to, parts: true };
  const hours = new Map<string, HourCount>();
  for await (const cells of cellsOf(db, query))
    for (const { day, hour, entries, refusals } of hoursOf(cells)) {
      const sum = getOrInsert(hours, `${day} ${hour}`, () => ({ day, hour, entries: 0, refusals: 0 }));
      sum.entries += entries;
      sum.refusals += refusals;
    }
  return [...hours.values()];
}

/** Current versions, in force or not. */
export async function restrictionTexts(db: D1Database, ids: string[]): Promise<RestrictionText[]> {
  const { results } = await db
    .prepare(
      `SELECT restrictions.id, text,
         CASE scope_kind WHEN 'agency' THEN 'agency' WHEN 'section' THEN 'section:' || scope_id ELSE scope_id END AS scope
       FROM json_each(?) AS one CROSS JOIN restrictions ON restrictions.id = one.value`,
    )
    .bind(JSON.stringify(ids))
    .all<RestrictionText>();
  return results;
}

/** Zone of a license's days under its current terms. */
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

/** Partners by id. */
export async function findPartners(db: D1Database, ids: string[]): Promise<Map<string, NamedPartner>> {
  const { results } = await db
    .prepare(
      'SELECT partners.id, name, titles FROM json_each(?) AS one CROSS JOIN partners ON partners.id = one.value',
    )
    .bind(JSON.stringify(ids))
    .all<Omit<NamedPartner, 'titles'> & { titles: string }>();
  return new Map(results.map((row) => [row.id, { ...row, titles: JSON.parse(row.titles) }]));
}
