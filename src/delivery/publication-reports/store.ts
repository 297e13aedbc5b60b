/**
 * SQL of partners' reports: reads the drained log by the indexes of these kinds (migrations/0003_log.sql).
 */
import type { LogStore } from '../../ledger/blocks/files.ts';
import { linesOfIds } from '../../ledger/blocks/read.ts';
import { entryOf } from '../../ledger/segments/segment.ts';
import { whereOf } from '../../platform/conditions.ts';

export interface DeliveryRow {
  id: string;
  article: string;
  version: string;
}

/** Finds deliveries of a license by id. */
export async function deliveriesOf(store: LogStore, license: string, ids: string[]): Promise<DeliveryRow[]> {
  const found = await linesOfIds(store, ids);
  return found.flatMap(({ line }) => {
    const entry = entryOf(line);
    return entry?.kind === 'delivery' && entry.license === license
      ? [{ id: entry.id, article: entry.article, version: entry.version }]
      : [];
  });
}

export interface ReportFilter {
  license: string;
  article?: string;
  title?: string;
  /** Time range of the entry, ISO 8601 UTC; `to` is exclusive. */
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
    // Spelled out, because the partial index covers only these rows.
    { sql: `kind = '${kind}'`, values: [] },
    { sql: 'license = ?', values: [license] },
    { sql: `body ->> 'article' = ?`, values: [article] },
    { sql: `body ->> 'title' = ?`, values: [title] },
    { sql: 'at >= ?', values: [from] },
    { sql: 'at < ?', values: [to] },
    { sql: '(at, idx) < (?, ?)', values: [after?.at, after?.idx] },
  ]);
  const { results } = await db
    .prepare(`SELECT at, license, idx, leaf, body FROM notes ${where} ORDER BY at DESC, idx DESC LIMIT ?`)
    .bind(...values, limit)
    .all<ReportRow>();
  return results;
}

/** Counts the reports of a license since an instant (ISO 8601 UTC), up to `limit`. */
export async function reportsSince(
  db: D1Database,
  { license, since, limit }: { license: string; since: string; limit: number },
): Promise<number> {
  const countOf = (kind: 'publication' | 'declaration') =>
    `(SELECT count(*) FROM (SELECT 1 FROM notes WHERE kind = '${kind}' AND license = ?1 AND at >= ?2 LIMIT ?3))`;
  const row = await db
    .prepare(`SELECT ${countOf('publication')} + ${countOf('declaration')} AS count`)
    .bind(license, since, limit)
    .first<{ count: number }>();
  return row?.count ?? 0;
}
