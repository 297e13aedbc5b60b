/** SQL of the operators' log. */
import { OPERATORS_LOG } from '../../ledger/names.ts';
import { whereOf } from '../../platform/conditions.ts';
import type { EntryPosition, LoggedEntry } from '../entry-position.ts';

/**
 * All but sign-ins and ingests; an ingest that kills, holds, releases or embargoes an article has a `change`.
 * The index of these rows in migrations/0003_log.sql has the same condition.
 */
const NOT_ROUTINE = `(body ->> 'act' NOT IN ('operator.sign_in', 'session.open', 'session.end', 'article.ingest', 'article.bytes')
  OR body ->> 'change' IS NOT NULL)`;

export interface ActionFilter {
  operator?: string;
  resource?: string;
  /** `license.change`, `license.change.terminate`, or `license` for all acts on licenses. */
  act?: string;
  /** False: omits sign-ins, and ingests that change no status or embargo. */
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
    ...(routine ? [] : [{ sql: NOT_ROUTINE, values: [] }]),
    { sql: 'at >= ?', values: [from] },
    { sql: 'at < ?', values: [to] },
    { sql: '(at, idx) < (?, ?)', values: [after?.at, after?.idx] },
  ]);
  // SQLite would take the index of the whole log by itself, and read a thousand ingests for each change.
  const index = routine ? '' : 'INDEXED BY notes_changes_by_operators';
  const { results } = await db
    .prepare(
      `SELECT at, license, idx, leaf, body FROM notes ${index} ${where}
       ORDER BY at DESC, idx DESC LIMIT ?`,
    )
    .bind(...values, limit)
    .all<LoggedEntry>();
  return results;
}
