/** SQL of the audit room: the drained log, newest first, paged by (at, license, index). */
import { OPERATORS_LOG } from '../ledger/names.ts';

export interface DeliveryFilter {
  license?: string;
  partner?: string;
  article?: string;
  outcome?: 'permit' | 'deny';
  /** ISO 8601 UTC; `to` is exclusive. */
  from?: string;
  to?: string;
  after?: EntryPosition;
  limit: number;
}

export interface EntryPosition {
  at: string;
  license: string;
  idx: number;
}

export interface LoggedEntry extends EntryPosition {
  leaf: string;
  body: string;
}

/** Months (YYYY-MM) that have entries which only the archive has now, and which the filter may mean: of an article it cannot know. */
export async function archivedMonths(
  db: D1Database,
  { license, partner, from, to }: Omit<DeliveryFilter, 'limit'>,
): Promise<string[]> {
  const of = `EXISTS (SELECT 1 FROM json_each(manifest, '$.licenses') AS one WHERE one.value ->> 'license'`;
  const wanted = [
    { sql: `${of} = ?)`, values: [license] },
    { sql: `${of} IN (SELECT id FROM licenses WHERE partner = ?))`, values: [partner] },
    { sql: `month >= ? AND manifest ->> 'lastAt' >= ?`, values: [from?.slice(0, 7), from] },
    { sql: `month <= ? AND manifest ->> 'firstAt' < ?`, values: [to?.slice(0, 7), to] },
  ].filter(({ values }) => values[0] !== undefined);
  const { results } = await db
    .prepare(
      `SELECT DISTINCT month FROM archive_parts
       WHERE ${['restored IS NULL', ...wanted.map(({ sql }) => sql)].join(' AND ')} ORDER BY month`,
    )
    .bind(...wanted.flatMap(({ values }) => values))
    .all<{ month: string }>();
  return results.map(({ month }) => month);
}

export async function listEntries(db: D1Database, filter: DeliveryFilter): Promise<LoggedEntry[]> {
  const { license, partner, article, outcome, from, to, after, limit } = filter;
  const wanted = [
    { sql: 'license = ?', value: license },
    { sql: 'partner = ?', value: partner },
    { sql: 'article = ?', value: article },
    { sql: 'outcome = ?', value: outcome },
    { sql: 'at >= ?', value: from },
    { sql: 'at < ?', value: to },
  ].filter(({ value }) => value !== undefined);
  // What operators do has a list of its own.
  const where = [`license <> '${OPERATORS_LOG}'`, ...wanted.map(({ sql }) => sql)];
  const values: unknown[] = wanted.map(({ value }) => value);
  if (after) {
    where.push('(at, license, idx) < (?, ?, ?)');
    values.push(after.at, after.license, after.idx);
  }
  const sql = `SELECT at, license, idx, leaf, body FROM entries WHERE ${where.join(' AND ')}
    ORDER BY at DESC, license DESC, idx DESC LIMIT ?`;
  const { results } = await db
    .prepare(sql)
    .bind(...values, limit)
    .all<LoggedEntry>();
  return results;
}
