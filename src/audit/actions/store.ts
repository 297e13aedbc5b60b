/** SQL of the operators' log. */
import { OPERATORS_LOG } from '../../ledger/names.ts';
import { whereOf } from '../../platform/conditions.ts';
import type { EntryPosition, LoggedEntry } from '../place.ts';

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
  const { where, values } = whereOf([
    // Spelled out: the index is of these rows alone.
    { sql: `license = '${OPERATORS_LOG}'`, values: [] },
    { sql: `body ->> 'operator' = ?`, values: [operator] },
    { sql: `body ->> 'resource' = ?`, values: [resource] },
    { sql: 'at >= ?', values: [from] },
    { sql: 'at < ?', values: [to] },
    { sql: '(at, idx) < (?, ?)', values: [after?.at, after?.idx] },
  ]);
  const { results } = await db
    .prepare(
      `SELECT at, license, idx, leaf, body FROM entries ${where}
       ORDER BY at DESC, idx DESC LIMIT ?`,
    )
    .bind(...values, limit)
    .all<LoggedEntry>();
  return results;
}
