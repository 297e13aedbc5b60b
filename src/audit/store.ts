/** SQL of the audit room: the drained log, newest first, paged by (at, license, index). */
import { OPERATORS_LOG } from '../ledger/names.ts';
import { whereOf } from '../platform/conditions.ts';

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
  const { where, values } = whereOf([
    { sql: 'restored IS NULL', values: [] },
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

export async function listEntries(db: D1Database, filter: DeliveryFilter): Promise<LoggedEntry[]> {
  const { license, partner, article, outcome, from, to, after, limit } = filter;
  const { where, values } = whereOf([
    // What operators do has a list of its own.
    { sql: `license <> '${OPERATORS_LOG}'`, values: [] },
    { sql: 'license = ?', values: [license] },
    { sql: 'partner = ?', values: [partner] },
    { sql: 'article = ?', values: [article] },
    { sql: 'outcome = ?', values: [outcome] },
    { sql: 'at >= ?', values: [from] },
    { sql: 'at < ?', values: [to] },
    { sql: '(at, license, idx) < (?, ?, ?)', values: [after?.at, after?.license, after?.idx] },
  ]);
  const { results } = await db
    .prepare(
      `SELECT at, license, idx, leaf, body FROM entries ${where}
       ORDER BY at DESC, license DESC, idx DESC LIMIT ?`,
    )
    .bind(...values, limit)
    .all<LoggedEntry>();
  return results;
}
