/** SQL of the operators' log. */
import { OPERATORS_LOG } from '../../ledger/names.ts';
import type { EntryPosition, LoggedEntry } from '../store.ts';

export interface ActionFilter {
  operator?: string;
  resource?: string;
  /** ISO 8601 UTC; `to` is exclusive. */
  from?: string;
  to?: string;
  after?: EntryPosition;
  limit: number;
}

export async function listActions(db: D1Database, filter: ActionFilter): Promise<LoggedEntry[]> {
  const { operator, resource, from, to, after, limit } = filter;
  const wanted = [
    { sql: `body ->> 'operator' = ?`, values: [operator] },
    { sql: `body ->> 'resource' = ?`, values: [resource] },
    { sql: 'at >= ?', values: [from] },
    { sql: 'at < ?', values: [to] },
    { sql: '(at, idx) < (?, ?)', values: [after?.at, after?.idx] },
  ].filter(({ values }) => values[0] !== undefined);
  const { results } = await db
    .prepare(
      `SELECT at, license, idx, leaf, body FROM entries
       WHERE ${[`license = '${OPERATORS_LOG}'`, ...wanted.map(({ sql }) => sql)].join(' AND ')}
       ORDER BY at DESC, idx DESC LIMIT ?`,
    )
    .bind(...wanted.flatMap(({ values }) => values), limit)
    .all<LoggedEntry>();
  return results;
}
