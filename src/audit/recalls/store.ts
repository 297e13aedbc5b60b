/** SQL of recalls, with their holders. */

import { OPERATORS_LOG } from '../../ledger/names.ts';
import type { NoteEntry } from '../../ledger/notes/types.ts';
import { whereOf } from '../../platform/conditions.ts';
import { ACTION_WITHIN_MS } from './limits.ts';
import type { Closed, Holder, HolderPage, Progress, Recall, RecallState, RecallType } from './types.ts';

export type RecallColumns = Omit<Recall, 'progress' | 'closed'> & { progress: string; closed: string | null };

export const RECALL_COLUMNS = 'id, type, article, version, at, state, progress, closed';

export const toRecall = ({ progress, closed, ...row }: RecallColumns): Recall => ({
  ...row,
  progress: JSON.parse(progress) as Progress,
  closed: closed === null ? null : (JSON.parse(closed) as Closed),
});

export interface RecallFilter {
  article?: string;
  type?: RecallType;
  state?: RecallState;
  after?: { at: string; id: string };
  limit: number;
}

/** Newest first. */
export async function listRecalls(
  db: D1Database,
  { article, type, state, after, limit }: RecallFilter,
): Promise<Recall[]> {
  const states = state === 'open' ? ['open', 'overdue'] : state && [state];
  const { where, values } = whereOf([
    { sql: 'article = ?', values: [article] },
    { sql: '+type = ?', values: [type] },
    { sql: '+state IN (SELECT value FROM json_each(?))', values: [states && JSON.stringify(states)] },
    { sql: '(at, id) < (?, ?)', values: [after?.at, after?.id] },
  ]);
  const { results } = await db
    .prepare(`SELECT ${RECALL_COLUMNS} FROM recalls ${where} ORDER BY at DESC, id DESC LIMIT ?`)
    .bind(...values, limit)
    .all<RecallColumns>();
  return results.map(toRecall);
}

export async function findRecall(db: D1Database, id: string): Promise<Recall | null> {
  const row = await db
    .prepare(`SELECT ${RECALL_COLUMNS} FROM recalls WHERE id = ?`)
    .bind(id)
    .first<RecallColumns>();
  return row && toRecall(row);
}

type HolderColumns = Omit<Holder, 'received' | 'acknowledgement'> & {
  received: string | null;
  acknowledgement: string | null;
};
type PageColumns = Omit<HolderPage, 'reading'> & { reading: string | null };

const parsed = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T));

/** Its holders by license, and their pages. */
export async function holdersOfRecall(
  db: D1Database,
  recall: string,
): Promise<{ holders: Holder[]; pages: HolderPage[] }> {
  const [holders, pages] = await db.batch([
    db
      .prepare(
        `SELECT license, within, event, notice, at, due_at AS dueAt, overdue_at AS overdueAt, received, acknowledgement
         FROM recall_licenses WHERE recall = ? ORDER BY license`,
      )
      .bind(recall),
    db
      .prepare(
        `SELECT license, entry AS publication, title, url, published_at AS publishedAt, withdrawn_at AS withdrawnAt,
           is_replaced AS isReplaced, next_ms AS nextMs, reading
         FROM recall_pages WHERE recall = ? ORDER BY license, ref, entry, url`,
      )
      .bind(recall),
  ]);
  return {
    holders: ((holders?.results ?? []) as unknown as HolderColumns[]).map((row) => ({
      ...row,
      received: parsed(row.received),
      acknowledgement: parsed(row.acknowledgement),
    })),
    pages: ((pages?.results ?? []) as unknown as PageColumns[]).map((row) => ({
      ...row,
      isReplaced: Boolean(row.isReplaced),
      reading: parsed(row.reading),
    })),
  };
}

/** The notices of a recall and its readings, as logged, by license and index. */
export async function notesOfRecall(db: D1Database, recall: string): Promise<NoteEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT body FROM notes INDEXED BY notes_of_recall
       WHERE body ->> 'recall' = ? ORDER BY license, idx`,
    )
    .bind(recall)
    .all<{ body: string }>();
  return results.map(({ body }) => JSON.parse(body) as NoteEntry);
}

/** These entries, as logged. */
export async function notesById(
  db: D1Database,
  notes: readonly { license: string; at: string; entry: string }[],
): Promise<NoteEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT body FROM json_each(?) AS one CROSS JOIN notes INDEXED BY notes_by_time
         ON license = one.value ->> 'license' AND at = one.value ->> 'at' AND notes.id = one.value ->> 'entry'`,
    )
    .bind(JSON.stringify(notes.map(({ license, at, entry }) => ({ license, at, entry }))))
    .all<{ body: string }>();
  return results.map(({ body }) => JSON.parse(body) as NoteEntry);
}

/** The entry of the operators' log by which an operator made a change at an instant; null: there is none. */
export async function actionOn(
  db: D1Database,
  { resource, at }: { resource: string; at: string },
): Promise<{ id: string; body: string } | null> {
  const around = (ms: number) => new Date(Date.parse(at) + ms).toISOString();
  return db
    .prepare(
      `SELECT id, body FROM notes INDEXED BY notes_by_time WHERE license = '${OPERATORS_LOG}' AND at >= ?3 AND at < ?4
         AND body ->> 'resource' = ?1 AND body ->> 'done' = ?2 ORDER BY at, idx LIMIT 1`,
    )
    .bind(resource, at, around(-ACTION_WITHIN_MS), around(ACTION_WITHIN_MS))
    .first<{ id: string; body: string }>();
}

/** Takes recalls that are due. If this run fails, they are due again at `untilMs`, which no other run has. */
export async function takeRecalls(
  db: D1Database,
  { nowMs, untilMs, limit }: { nowMs: number; untilMs: number; limit: number },
): Promise<Recall[]> {
  const { results } = await db
    .prepare(
      `UPDATE recalls SET review_ms = ?2 WHERE id IN (
         SELECT id FROM recalls INDEXED BY recalls_to_review
         WHERE review_ms IS NOT NULL AND review_ms <= ?1 ORDER BY review_ms LIMIT ?3)
       RETURNING ${RECALL_COLUMNS}`,
    )
    .bind(nowMs, untilMs, limit)
    .all<RecallColumns>();
  return results.map(toRecall);
}

/**
 * Stores the result of a review. A batch with it fails if something has happened since the recall was taken
 * until `takenMs`: `state` would be null. `nextMs`: when to review it again.
 */
export function progressStatement(
  db: D1Database,
  { id, at, state, progress, closed }: Omit<Recall, 'type' | 'article' | 'version'>,
  { takenMs, nextMs }: { takenMs: number; nextMs: number | null },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recalls SET at = ?2, state = CASE WHEN review_ms = ?7 THEN ?3 END, progress = ?4,
         closed = ?5, review_ms = ?6 WHERE id = ?1`,
    )
    .bind(id, at, state, JSON.stringify(progress), closed && JSON.stringify(closed), nextMs, takenMs);
}

/** A batch with it fails if something has happened since the recall was taken until `takenMs`. */
export const unchangedStatement = (db: D1Database, id: string, takenMs: number): D1PreparedStatement =>
  db
    .prepare('UPDATE recalls SET state = CASE WHEN review_ms = ?2 THEN state END WHERE id = ?1')
    .bind(id, takenMs);

/** The desk closes a recall. A batch with it fails if the recall is closed. */
export function closeStatement(
  db: D1Database,
  { id, closed }: Pick<Recall, 'id' | 'closed'>,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recalls SET state = CASE WHEN closed IS NULL THEN 'closed' END, closed = ?2, review_ms = NULL WHERE id = ?1`,
    )
    .bind(id, JSON.stringify(closed));
}

/** Whether one of these batches has failed for that. */
export const isChangedSince = (error: unknown): boolean =>
  error instanceof Error && /NOT NULL constraint failed: recalls\.state/.test(error.message);

/** Marks holders as escalated. */
export function escalateStatement(
  db: D1Database,
  { recall, licenses, at }: { recall: string; licenses: string[]; at: string },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recall_licenses SET overdue_at = ?3
       WHERE recall = ?1 AND license IN (SELECT value FROM json_each(?2)) AND overdue_at IS NULL`,
    )
    .bind(recall, JSON.stringify(licenses), at);
}

/** Endpoints of these licenses, also disabled ones. */
export async function endpointsOf(
  db: D1Database,
  licenses: string[],
  limit: number,
): Promise<{ id: string; license: string; url: string }[]> {
  const { results } = await db
    .prepare(
      `SELECT webhooks.id, license, url FROM json_each(?1) AS one CROSS JOIN webhooks ON license = one.value
       ORDER BY license, webhooks.id LIMIT ?2`,
    )
    .bind(JSON.stringify(licenses), limit)
    .all<{ id: string; license: string; url: string }>();
  return results;
}
