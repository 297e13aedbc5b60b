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
