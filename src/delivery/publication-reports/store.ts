/** SQL of what partners report: read in the drained log, by the indexes of these kinds (migrations/0003_log.sql). */
import { whereOf } from '../../platform/conditions.ts';
import { inParameters } from '../../platform/d1.ts';
import { timeOfId } from '../../platform/ids.ts';

export interface DeliveryRow {
  id: string;
  article: string;
  version: string;
}

/** Deliveries of a license by their ids: an id says when it was entered, and with that the log is found by. */
export async function deliveriesOf(db: D1Database, license: string, ids: string[]): Promise<DeliveryRow[]> {
  const sought = ids.flatMap((id) => {
    const atMs = timeOfId(id);
    return atMs === null ? [] : [{ id, at: new Date(atMs).toISOString() }];
  });
  const found = inParameters(sought).map((rows) =>
    db
      .prepare(
        `SELECT entries.id, entries.article, entries.body ->> 'version' AS version
         FROM (SELECT value ->> 'id' AS id, value ->> 'at' AS at FROM json_each(?1)) AS sought
         CROSS JOIN entries ON entries.at = sought.at AND entries.license = ?2 AND entries.id = sought.id
         WHERE entries.kind = 'delivery'`,
      )
      .bind(rows, license),
  );
  if (found.length === 0) return [];
  return (await db.batch<DeliveryRow>(found)).flatMap(({ results }) => results);
}

export interface ReportFilter {
  license: string;
  article?: string;
  title?: string;
  /** ISO 8601 UTC, of the entry; `to` is exclusive. */
  from?: string;
  to?: string;
  after?: { at: string; license: string; idx: number };
  limit: number;
}

export interface ReportRow {
  at: string;
  license: string;
  idx: number;
  leaf: string;
  body: string;
}

export async function listReports(
  db: D1Database,
  kind: 'publication' | 'declaration',
  { license, article, title, from, to, after, limit }: ReportFilter,
): Promise<ReportRow[]> {
  const { where, values } = whereOf([
    // Spelled out: the index is of these rows alone.
    { sql: `kind = '${kind}'`, values: [] },
    { sql: 'license = ?', values: [license] },
    { sql: 'article = ?', values: [article] },
    { sql: `body ->> 'title' = ?`, values: [title] },
    { sql: 'at >= ?', values: [from] },
    { sql: 'at < ?', values: [to] },
    { sql: '(at, idx) < (?, ?)', values: [after?.at, after?.idx] },
  ]);
  const { results } = await db
    .prepare(`SELECT at, license, idx, leaf, body FROM entries ${where} ORDER BY at DESC, idx DESC LIMIT ?`)
    .bind(...values, limit)
    .all<ReportRow>();
  return results;
}

/** How many reports of a license are in the log since an instant (ISO 8601 UTC); it is not counted beyond `limit`. */
export async function reportsSince(
  db: D1Database,
  { license, since, limit }: { license: string; since: string; limit: number },
): Promise<number> {
  const counted = (kind: 'publication' | 'declaration') =>
    `(SELECT count(*) FROM (SELECT 1 FROM entries WHERE kind = '${kind}' AND license = ?1 AND at >= ?2 LIMIT ?3))`;
  const row = await db
    .prepare(`SELECT ${counted('publication')} + ${counted('declaration')} AS count`)
    .bind(license, since, limit)
    .first<{ count: number }>();
  return row?.count ?? 0;
}
