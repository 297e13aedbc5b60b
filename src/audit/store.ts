/** SQL of the audit room: entries by their places, and what of the log is not in D1 any more. */
import { whereOf } from '../platform/conditions.ts';
import type { LogPosition } from './place.ts';
import { deletedEntries } from './retention/store.ts';
import type { LogFilter } from './search/filter.ts';

export interface StoredBody extends LogPosition {
  leaf: string;
  body: string;
}

/**
 * In the order of the places. Throws when one has gone meanwhile: a pack or an export that lacks it would
 * prove nothing.
 */
export async function entriesAt(db: D1Database, places: LogPosition[]): Promise<StoredBody[]> {
  const { results } = await db
    .prepare(
      `SELECT entries.license, entries.idx, leaf, body FROM json_each(?) AS place
       CROSS JOIN entries ON entries.license = place.value ->> 0 AND entries.idx = place.value ->> 1 ORDER BY place.key`,
    )
    .bind(JSON.stringify(places.map(({ license, idx }) => [license, idx])))
    .all<StoredBody>();
  if (results.length !== places.length) throw new Error('entries left D1 while they were read');
  return results;
}

/** With what people call the parties and the article. */
export interface NamedBody extends StoredBody {
  partnerName: string | null;
  licenseReference: string | null;
  /** Of the version that the entry is about. */
  headline: string | null;
}

/**
 * The same with names, in the one statement that a page may take: each license and each version is looked up
 * once a page. A headline whose document is too large for a row is left out, unless it is the current one.
 */
export async function namedEntriesAt(db: D1Database, places: LogPosition[]): Promise<NamedBody[]> {
  const { results } = await db
    .prepare(
      `WITH page AS MATERIALIZED (
         SELECT place.key AS position, entries.license, entries.idx, leaf, body, article, body ->> 'version' AS version
         FROM json_each(?) AS place
         CROSS JOIN entries ON entries.license = place.value ->> 0 AND entries.idx = place.value ->> 1),
       parties AS MATERIALIZED (
         SELECT licenses.id AS license, name, terms ->> '$.consent.reference' AS reference
         FROM (SELECT DISTINCT license FROM page) AS listed
         CROSS JOIN licenses ON licenses.id = listed.license CROSS JOIN partners ON partners.id = partner),
       headlines AS MATERIALIZED (
         SELECT items.id AS article, listed.version,
           CASE WHEN listed.version = items.version THEN headline ELSE document ->> '$.headline' END AS headline
         FROM (SELECT DISTINCT article, version FROM page WHERE version IS NOT NULL) AS listed
         CROSS JOIN items ON items.id = listed.article
         CROSS JOIN item_versions ON item_versions.item = items.id AND item_versions.version = listed.version)
       SELECT page.license, idx, leaf, body, parties.name AS partnerName, reference AS licenseReference, headline FROM page
       LEFT JOIN parties ON parties.license = page.license
       LEFT JOIN headlines ON headlines.article = page.article AND headlines.version = page.version ORDER BY position`,
    )
    .bind(JSON.stringify(places.map(({ license, idx }) => [license, idx])))
    .all<NamedBody>();
  if (results.length !== places.length) throw new Error('entries left D1 while they were read');
  return results;
}

/** Months (YYYY-MM) that have entries which only the archive has now, and which the filter may mean: of an article it cannot know. */
export async function archivedMonths(
  db: D1Database,
  { license, partner, from, to }: LogFilter,
): Promise<string[]> {
  const of = `EXISTS (SELECT 1 FROM json_each(manifest, '$.licenses') AS one WHERE one.value ->> 'license'`;
  const { where, values } = whereOf([
    { sql: 'restored IS NULL AND entries > 0', values: [] },
    { sql: `${of} = ?)`, values: [license] },
    { sql: `${of} IN (SELECT id FROM licenses WHERE partner = ?))`, values: [partner] },
    { sql: `month >= ? AND manifest ->> 'lastAt' >= ?`, values: [from?.slice(0, 7), from] },
    { sql: `month <= ? AND manifest ->> 'firstAt' < ?`, values: [to?.slice(0, 7), to] },
  ]);
  const { results } = await db
    .prepare(`SELECT DISTINCT month FROM archive_parts ${where} ORDER BY month`)
    .bind(...values)
    .all<{ month: string }>();
  return results.map(({ month }) => month);
}

/** Months of which entries that the filter may mean are not in D1: in the archive, or nowhere any more. */
export async function absentMonths(db: D1Database, filter: LogFilter): Promise<string[]> {
  const [archived, deleted] = await Promise.all([archivedMonths(db, filter), deletedEntries(db, filter)]);
  return [...new Set([...archived, ...deleted.map(({ month }) => month)])].sort();
}
