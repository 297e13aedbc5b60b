/** SQL of the operators' log. */
import { OPERATORS_LOG } from '../../ledger/names.ts';
import { whereOf } from '../../platform/conditions.ts';
import type { EntryPosition, LoggedEntry } from '../entry-position.ts';

/** These acts are the routine ones. Index of all other acts: migrations/0003_log.sql. */
const ROUTINE = `('operator.sign_in', 'session.open', 'session.end', 'article.ingest', 'article.bytes')`;

export interface ActionFilter {
  operator?: string;
  resource?: string;
  /** `license.change`, `license.change.terminate`, or `license` for all acts on licenses. */
  act?: string;
  /** False: omits sign-ins and articles from newsrooms. */
  routine?: boolean;
  /** ISO 8601 UTC; `to` is exclusive. */
  from?: string;
  to?: string;
  after?: EntryPosition;
  limit: number;
}

export async function listActions(db: D1Database, filter: ActionFilter): Promise<LoggedEntry[]> {
  const { operator, resource, act, routine = true, from, to, after, limit } = filter;
  const { where, values } = whereOf([
    // A literal, so that SQLite uses the partial index on these rows.
    { sql: `license = '${OPERATORS_LOG}'`, values: [] },
    { sql: `body ->> 'operator' = ?`, values: [operator] },
    { sql: `body ->> 'resource' = ?`, values: [resource] },
    {
      sql: `? IN (body ->> 'act', substr(body ->> 'act', 1, instr(body ->> 'act', '.') - 1),
        (body ->> 'act') || '.' || (body ->> 'change'))`,
      values: [act],
    },
    ...(routine ? [] : [{ sql: `body ->> 'act' NOT IN ${ROUTINE}`, values: [] }]),
    { sql: 'at >= ?', values: [from] },
    { sql: 'at < ?', values: [to] },
    { sql: '(at, idx) < (?, ?)', values: [after?.at, after?.idx] },
  ]);
  const { results } = await db
    .prepare(
      `SELECT at, license, idx, leaf, body FROM notes ${where}
       ORDER BY at DESC, idx DESC LIMIT ?`,
    )
    .bind(...values, limit)
    .all<LoggedEntry>();
  return results;
}
