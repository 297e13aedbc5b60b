/** SQL of legal holds and deletions. */
import type { Hold } from '../../ledger/types.ts';
import { whereOf } from '../../platform/conditions.ts';

const TABLES = { license: 'licenses', partner: 'partners', article: 'items' } as const;

export async function targetExists(
  db: D1Database,
  { kind, target }: Pick<Hold, 'kind' | 'target'>,
): Promise<boolean> {
  const found = await db.prepare(`SELECT 1 FROM ${TABLES[kind]} WHERE id = ?`).bind(target).first();
  return found !== null;
}

export interface Deleted {
  /** YYYY-MM, UTC. */
  month: string;
  entries: number;
  /** Time of the last deletion. */
  at: string;
}

/** Deleted entries that the filter may match, by month; `to` (ISO 8601 UTC) is exclusive. */
export async function deletedEntries(
  db: D1Database,
  { license, partner, from, to }: { license?: string; partner?: string; from?: string; to?: string },
): Promise<Deleted[]> {
  const { where, values } = whereOf([
    { sql: 'license = ?', values: [license] },
    { sql: 'license IN (SELECT id FROM licenses WHERE partner = ?)', values: [partner] },
    { sql: 'month >= ?', values: [from?.slice(0, 7)] },
    { sql: `month || '-01T00:00:00.000Z' < ?`, values: [to] },
  ]);
  const { results } = await db
    .prepare(
      `SELECT month, sum(entries) AS entries, max(at) AS at
       FROM deleted_entries ${where} GROUP BY month ORDER BY month`,
    )
    .bind(...values)
    .all<Deleted>();
  return results;
}

/** Months with deleted entries that the filter may match. */
export async function absentMonths(
  db: D1Database,
  filter: { license?: string; partner?: string; from?: string; to?: string },
): Promise<string[]> {
  return [...new Set((await deletedEntries(db, filter)).map(({ month }) => month))].sort();
}
