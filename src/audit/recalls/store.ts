/** SQL of recalls: how far the notes of each shard have been read, and the tables derived from them. */

import { OPERATORS_LOG } from '../../ledger/names.ts';
import { entryOf } from '../../ledger/segments/segment.ts';
import type { Entry } from '../../ledger/types.ts';
import { whereOf } from '../../platform/conditions.ts';
import { inParameters } from '../../platform/d1.ts';
import { timeOfId } from '../../platform/ids.ts';
import { raiseStatement } from '../reconciliation/findings-store.ts';
import { reportedStatement } from '../reconciliation/store.ts';
import { lastOf, mergedAnswers, pageSubject, type RecallRows } from './derive.ts';
import { ACTION_WITHIN_MS, DUE_SCANNED_MAX } from './limits.ts';
import { DELAYS_MS, nextReading } from './schedule.ts';
import type { Closed, Holder, HolderPage, Progress, Recall, RecallState, RecallType } from './types.ts';

const NO_PROGRESS: Progress = {
  holders: { notified: 0, acknowledged: 0, done: 0, refused: 0, overdue: 0 },
  pages: { reported: 0, seen: 0, up: 0, unread: 0 },
  dueAt: null,
  late: [],
};

/** A shard whose notes have been read up to a sequence. */
export interface ShardPosition {
  shard: string;
  seq: number;
}

export async function shardPositions(db: D1Database): Promise<ShardPosition[]> {
  const { results } = await db
    .prepare('SELECT shard, recalls_seq AS seq FROM log_shards ORDER BY shard')
    .all<ShardPosition>();
  return results;
}

export interface NoteStretch {
  /** Readable entries: the self-check reports others. */
  entries: Entry[];
  rows: number;
  lastSeq: number;
}

/** Null: the shard has no more notes. */
export async function notesAfter(
  db: D1Database,
  { shard, seq }: ShardPosition,
  limit: number,
): Promise<NoteStretch | null> {
  const { results } = await db
    .prepare(
      `SELECT seq, body FROM notes INDEXED BY notes_for_recalls
       WHERE shard = ? AND seq > ? AND kind IN ('notice', 'acknowledgement', 'reading', 'publication')
       ORDER BY seq LIMIT ?`,
    )
    .bind(shard, seq, limit)
    .all<{ seq: number; body: string }>();
  const last = results.at(-1);
  return last
    ? { entries: results.flatMap(({ body }) => entryOf(body) ?? []), rows: results.length, lastSeq: last.seq }
    : null;
}

/** Acknowledgements of these events: one may be entered before the notice of its event. */
export async function acknowledgementsOf(
  db: D1Database,
  events: readonly { license: string; event: string }[],
): Promise<Entry[]> {
  const { results } = await db
    .prepare(
      `SELECT body FROM json_each(?) AS one CROSS JOIN notes INDEXED BY notes_acknowledged
         ON kind = 'acknowledgement' AND license = one.value ->> 'license' AND body ->> 'event' = one.value ->> 'event'
       ORDER BY license, idx`,
    )
    .bind(JSON.stringify(events.map(({ license, event }) => ({ license, event }))))
    .all<{ body: string }>();
  return results.flatMap(({ body }) => entryOf(body) ?? []);
}

/** Stores rows and the new position. False: another run has done so, and nothing is written. */
export async function storeRows(
  db: D1Database,
  { shard, seq }: ShardPosition,
  rows: RecallRows,
  readTo: number,
): Promise<boolean> {
  try {
    await db.batch([
      db
        .prepare(
          'UPDATE log_shards SET recalls_seq = CASE WHEN recalls_seq = ?2 THEN ?3 END WHERE shard = ?1',
        )
        .bind(shard, seq, readTo),
      ...rowStatements(db, rows),
    ]);
    return true;
  } catch (error) {
    if (error instanceof Error && /NOT NULL constraint failed: log_shards\.recalls_seq/.test(error.message))
      return false;
    throw error;
  }
}

/**
 * In this order: a page exists before what was seen of it. Idempotent, and older entries change nothing. SQLite's
 * `UPDATE … FROM` applies one of several rows to a target, and does not say which: each statement gets one.
 */
function rowStatements(db: D1Database, rows: RecallRows): D1PreparedStatement[] {
  const { notices, overdue, answers, readings, reported, unreported, changed } = rows;
  const now = new Date().toISOString();
  const each = (list: readonly unknown[], statements: ((json: string) => D1PreparedStatement)[]) =>
    inParameters(list).flatMap((json) => statements.map((statement) => statement(json)));
  const touched = [
    ...notices.map(({ license, article }) => ({ license, article })),
    ...reported.map(({ license, article, ref }) => ({ license, article, ref })),
  ];
  const withdrawn = reported.flatMap(({ license, ref, entry, report }) =>
    report.withdrawnAt === null ? [] : [{ license, ref, atMs: timeOfId(entry) ?? 0 }],
  );
  return [
    ...inParameters(reported).map((json) => reportedStatement(db, json)),
    ...each(notices, [(json) => recallStatement(db, json), (json) => holderStatement(db, json)]),
    ...each(lastOf(overdue.toReversed(), keyOf('recall', 'license')), [(json) => overdueStatement(db, json)]),
    ...each(touched, [(json) => pagesStatement(db, json), (json) => reviewPublished(db, json)]),
    ...each(lastOf(withdrawn, keyOf('license', 'ref')), [(json) => withdrawnStatement(db, json)]),
    ...each(mergedAnswers(answers), [
      (json) => answerStatement(db, json),
      (json) => rereadStatement(db, json),
      (json) => reviewAnswered(db, json),
      (json) => judgeAnswered(db, json),
    ]),
    ...each(lastOf(readings, keyOf('recall', 'license', 'url')), [(json) => readingStatement(db, json)]),
    ...each(lastOf(readings, keyOf('license', 'article', 'url')), [(json) => lastReadingStatement(db, json)]),
    ...each(readings, [(json) => reviewRead(db, json)]),
    ...each(changed, [(json) => reviewChanged(db, json)]),
    ...(unreported.length > 0 ? [raiseStatement(db, unreported, now)] : []),
    ...each(
      [
        ...reported.map(({ license, report: { url } }) => ({ license, article: null, url })),
        ...unreported.map(({ subject: { license, article }, url }) => ({ license, article, url })),
      ].flatMap(({ url, ...row }) => (url === null ? [] : { ...row, url, subject: pageSubject(url) })),
      [(json) => nowReportedStatement(db, json, now)],
    ),
  ];
}

const keyOf =
  <K extends string>(...names: K[]) =>
  (row: Record<K, string | null>): string =>
    JSON.stringify(names.map((name) => row[name]));

const MS = (at: string) => `CAST(round(unixepoch(${at}, 'subsec') * 1000) AS INTEGER)`;
/** Of a page's address, as far as fairness needs it. */
const AFTER_SCHEME = `substr(url, instr(url, '://') + 3)`;
const HOST = `lower(substr(${AFTER_SCHEME}, 1, instr(${AFTER_SCHEME} || '/', '/') - 1))`;

/**
 * The notice of another holder may arrive when those before are done: each shard has its own. Then the recall goes on.
 */
function recallStatement(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO recalls (id, type, article, version, at, state, progress, review_ms)
       SELECT value ->> 'recall', value ->> 'type', value ->> 'article', value ->> 'version', value ->> 'at', 'open', ?2, 0
       FROM json_each(?1) WHERE true
       ON CONFLICT (id) DO UPDATE SET review_ms = 0, state = iif(closed IS NULL, state, 'open'), closed = NULL
       WHERE closed IS NULL OR (closed ->> 'how' = 'completed' AND EXISTS (
         SELECT 1 FROM json_each(?1) AS one WHERE one.value ->> 'recall' = recalls.id AND NOT EXISTS (
           SELECT 1 FROM recall_licenses AS known
           WHERE known.recall = recalls.id AND known.license = one.value ->> 'license')))`,
    )
    .bind(json, JSON.stringify(NO_PROGRESS));
}

function holderStatement(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT OR IGNORE INTO recall_licenses (recall, license, article, within, event, notice, at, due_at)
       SELECT value ->> 'recall', value ->> 'license', value ->> 'article', value ->> 'within', value ->> 'event',
         value ->> 'entry', value ->> 'at', value ->> 'dueAt' FROM json_each(?1)`,
    )
    .bind(json);
}

function overdueStatement(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recall_licenses SET overdue_at = one.value ->> 'at' FROM json_each(?1) AS one
       WHERE recall = one.value ->> 'recall' AND license = one.value ->> 'license'
         AND coalesce(overdue_at > one.value ->> 'at', 1)`,
    )
    .bind(json);
}

/** Holders to whom these articles matter: they received them, or something that contains them. */
const TOUCHED = `json_each(?1) AS one CROSS JOIN recall_licenses AS holder ON holder.license = one.value ->> 'license'
  AND (holder.article = one.value ->> 'article' OR holder.within = one.value ->> 'article')`;

/**
 * Pages of publications that were not withdrawn before the event. What was seen at another address, which the partner
 * has corrected since, is no longer of the page. A picture is not judged by the text of a page.
 */
function pagesStatement(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO recall_pages (recall, license, ref, url, base_ms, next_ms)
       SELECT recall, holder.license, ref, report ->> 'url', ${MS('holder.at')}, ${MS('holder.at')} + ${DELAYS_MS[0]}
       FROM ${TOUCHED} CROSS JOIN recalls ON recalls.id = holder.recall AND closed IS NULL
         AND recalls.type <> 'picture.eliminated'
       CROSS JOIN publications ON publications.license = holder.license
         AND publications.article IN (holder.article, holder.within)
       WHERE report ->> 'url' GLOB 'http*://?*'
         AND (report ->> 'withdrawnAt' IS NULL OR report ->> 'withdrawnAt' > holder.at)
       ON CONFLICT (recall, license, ref) DO UPDATE SET url = excluded.url, base_ms = excluded.base_ms,
         next_ms = excluded.next_ms, reading = NULL WHERE recall_pages.url <> excluded.url`,
    )
    .bind(json);
}

/** Also at those with a page whose report now names another article. */
function reviewPublished(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recalls SET review_ms = 0 WHERE closed IS NULL AND id IN (SELECT holder.recall FROM ${TOUCHED}
         UNION SELECT page.recall FROM json_each(?1) AS one CROSS JOIN recall_pages AS page
           ON page.license = one.value ->> 'license' AND page.ref = one.value ->> 'ref')`,
    )
    .bind(json);
}

/** A reported withdrawal is checked at once. */
function withdrawnStatement(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recall_pages SET base_ms = one.value ->> 'atMs', next_ms = one.value ->> 'atMs' FROM json_each(?1) AS one
       WHERE license = one.value ->> 'license' AND ref = one.value ->> 'ref' AND base_ms < one.value ->> 'atMs'
         AND recall IN (SELECT id FROM recalls WHERE closed IS NULL)`,
    )
    .bind(json);
}

/** The first receipt of an endpoint, and the last report of the partner. */
function answerStatement(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recall_licenses SET received = coalesce(received, one.value ->> 'received'),
         acknowledgement = CASE WHEN coalesce(one.value ->> '$.acknowledgement.idx' > acknowledgement ->> 'idx', 1)
           THEN coalesce(one.value ->> 'acknowledgement', acknowledgement) ELSE acknowledgement END
       FROM json_each(?1) AS one
       WHERE license = one.value ->> 'license' AND event = one.value ->> 'event'`,
    )
    .bind(json);
}

/** What the partner reports as done is checked at once. */
function rereadStatement(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recall_pages SET base_ms = answered.ms, next_ms = answered.ms
       FROM (SELECT holder.recall, holder.license, one.value ->> 'readMs' AS ms FROM json_each(?1) AS one
         CROSS JOIN recall_licenses AS holder ON holder.license = one.value ->> 'license'
           AND holder.event = one.value ->> 'event'
         CROSS JOIN recalls ON recalls.id = holder.recall AND closed IS NULL
         WHERE one.value ->> 'readMs' IS NOT NULL) AS answered
       WHERE recall_pages.recall = answered.recall AND recall_pages.license = answered.license
         AND base_ms < answered.ms`,
    )
    .bind(json);
}

function reviewAnswered(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recalls SET review_ms = 0 WHERE closed IS NULL AND id IN (
         SELECT holder.recall FROM json_each(?1) AS one CROSS JOIN recall_licenses AS holder
           ON holder.license = one.value ->> 'license' AND holder.event = one.value ->> 'event')`,
    )
    .bind(json);
}

/** Publications are judged by whether the partner has acknowledged that it removed the article. */
function judgeAnswered(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE publications SET judge_ms = 0 WHERE (license, ref) IN (
         SELECT published.license, published.ref FROM json_each(?1) AS one
         CROSS JOIN recall_licenses AS holder ON holder.license = one.value ->> 'license'
           AND holder.event = one.value ->> 'event'
         CROSS JOIN publications AS published ON published.article = holder.article
           AND published.license = holder.license)`,
    )
    .bind(json);
}

function readingStatement(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recall_pages SET reading = seen.reading,
         next_ms = iif(seen.is_open, ${nextReading('base_ms', 'seen.ms')}, NULL)
       FROM (SELECT page.recall, page.license, page.ref, one.value ->> 'reading' AS reading, one.value ->> 'atMs' AS ms,
           closed IS NULL AS is_open
         FROM json_each(?1) AS one
         CROSS JOIN recall_pages AS page ON page.recall = one.value ->> 'recall' AND page.license = one.value ->> 'license'
           AND page.url = one.value ->> 'url'
         CROSS JOIN recalls ON recalls.id = page.recall) AS seen
       WHERE recall_pages.recall = seen.recall AND recall_pages.license = seen.license AND recall_pages.ref = seen.ref
         AND coalesce(seen.reading ->> 'idx' > recall_pages.reading ->> 'idx', 1)`,
    )
    .bind(json);
}

/** What was seen of a publication, whatever the reason of the reading. It is judged anew. */
function lastReadingStatement(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE publications SET reading = one.value ->> 'reading', judge_ms = 0 FROM json_each(?1) AS one
       WHERE license = one.value ->> 'license' AND article = one.value ->> 'article'
         AND report ->> 'url' = one.value ->> 'url'
         AND coalesce(one.value ->> '$.reading.idx' > publications.reading ->> 'idx', 1)`,
    )
    .bind(json);
}

function reviewRead(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recalls SET review_ms = 0 WHERE closed IS NULL AND id IN (SELECT value ->> 'recall' FROM json_each(?1))`,
    )
    .bind(json);
}

/**
 * Settles findings on addresses that a license of the partner has reported. `article`: only if it has reported the
 * article there, which may have been while the page was read; null: it has reported the address.
 */
function nowReportedStatement(db: D1Database, json: string, now: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE discrepancies SET state = 'settled', note = 'It is reported now.', operator = NULL, changed = ?2
       WHERE state = 'open' AND (license, subject) IN (
         SELECT own.id, one.value ->> 'subject' FROM json_each(?1) AS one
         CROSS JOIN licenses AS named ON named.id = one.value ->> 'license'
         CROSS JOIN licenses AS own INDEXED BY licenses_by_partner ON own.partner = named.partner
         WHERE one.value ->> 'article' IS NULL OR EXISTS (
           SELECT 1 FROM licenses AS other INDEXED BY licenses_by_partner
           CROSS JOIN publications INDEXED BY publications_by_article
             ON publications.article = one.value ->> 'article' AND publications.license = other.id
           WHERE other.partner = named.partner AND report ->> 'url' = one.value ->> 'url'))`,
    )
    .bind(json, now);
}

/** A later change may replace earlier recalls. */
function reviewChanged(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      'UPDATE recalls SET review_ms = 0 WHERE closed IS NULL AND article IN (SELECT value FROM json_each(?1))',
    )
    .bind(json);
}

export interface RecallColumns {
  id: string;
  type: RecallType;
  article: string;
  version: string;
  at: string;
  state: RecallState;
  progress: string;
  closed: string | null;
}

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

/** A page with its holder and its report, unless the partner has corrected that to be of another article, or of none. */
const PUBLISHED = `CROSS JOIN recall_licenses AS holder ON holder.recall = page.recall AND holder.license = page.license
  CROSS JOIN publications ON publications.license = page.license AND publications.ref = page.ref
    AND publications.article IN (holder.article, holder.within) AND report ->> 'url' IS NOT NULL`;

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
        `SELECT page.license, page.ref, entry AS publication, report ->> 'title' AS title, report ->> 'url' AS url,
           report ->> 'publishedAt' AS publishedAt, report ->> 'withdrawnAt' AS withdrawnAt, next_ms AS nextMs, page.reading
         FROM recall_pages AS page ${PUBLISHED} WHERE page.recall = ? ORDER BY page.license, page.ref`,
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
      reading: parsed(row.reading),
    })),
  };
}

/** The notes of a recall and its readings, as logged, by license and index. */
export async function notesOfRecall(
  db: D1Database,
  recall: string,
): Promise<{ license: string; idx: number; body: string }[]> {
  const { results } = await db
    .prepare(
      `SELECT license, idx, body FROM notes INDEXED BY notes_of_recall
       WHERE body ->> 'recall' = ? ORDER BY license, idx`,
    )
    .bind(recall)
    .all<{ license: string; idx: number; body: string }>();
  return results;
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
 * Stores the result of a review. A batch with it fails if something has happened since the recall was taken until
 * `takenMs`: `state` would be null. `nextMs`: when to review it again.
 */
export function progressStatement(
  db: D1Database,
  { id, at, state, progress, closed }: Omit<Recall, 'type' | 'article' | 'version'>,
  { takenMs, nextMs }: { takenMs: number; nextMs: number | null },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recalls SET at = ?2, state = CASE WHEN closed IS NULL AND review_ms = ?7 THEN ?3 END, progress = ?4,
         closed = ?5, review_ms = ?6 WHERE id = ?1`,
    )
    .bind(id, at, state, JSON.stringify(progress), closed && JSON.stringify(closed), nextMs, takenMs);
}

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

/** The pages of a closed recall are not read any more. */
export function endReadingsStatement(db: D1Database, recall: string): D1PreparedStatement {
  return db.prepare('UPDATE recall_pages SET next_ms = NULL WHERE recall = ?').bind(recall);
}

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

/** A page whose turn it is. */
export interface DuePage {
  recall: string;
  license: string;
  nextMs: number;
  /** Of the recall. */
  article: string;
  recalledAt: string;
  event: string;
  /** Entry of the report, and the article and version that it names. */
  publication: string;
  published: string;
  version: string | null;
  title: string;
  url: string;
}

interface PageTurn {
  recall: string;
  license: string;
  ref: string;
  nextMs: number;
}

/**
 * Takes pages that are due, few of each host and the longest waiting first, and postpones them until `untilMs`: if
 * this run fails, they are due then. Concurrent runs take different pages. A page that no report names any more is
 * not due again.
 */
export async function takeDuePages(
  db: D1Database,
  options: { recall?: string; nowMs: number; untilMs: number; perHost: number; limit: number },
): Promise<DuePage[]> {
  const { recall = null, nowMs, untilMs, perHost, limit } = options;
  const { results } = await db
    .prepare(
      `SELECT recall, license, ref, next_ms AS nextMs FROM (
         SELECT *, row_number() OVER (PARTITION BY ${HOST} ORDER BY next_ms) AS turn FROM (
           SELECT recall, license, ref, url, next_ms FROM recall_pages INDEXED BY recall_pages_due
           WHERE next_ms IS NOT NULL AND next_ms <= ?1 AND (?2 IS NULL OR recall = ?2) ORDER BY next_ms LIMIT ?3))
       WHERE turn <= ?4 ORDER BY turn, next_ms LIMIT ?5`,
    )
    .bind(nowMs, recall, DUE_SCANNED_MAX, perHost, limit)
    .all<PageTurn>();
  if (results.length === 0) return [];
  const turns = JSON.stringify(results);
  const named = `json_each(?1) AS one CROSS JOIN recall_pages AS page ON page.recall = one.value ->> 'recall'
    AND page.license = one.value ->> 'license' AND page.ref = one.value ->> 'ref'
    AND next_ms = one.value ->> 'nextMs'`;
  const [taken] = await db.batch<DuePage>([
    db
      .prepare(
        `SELECT page.recall, page.license, next_ms AS nextMs, recalls.article, recalls.at AS recalledAt, event,
           entry AS publication, publications.article AS published, report ->> 'version' AS version,
           report ->> 'title' AS title, page.url
         FROM ${named} CROSS JOIN recalls ON recalls.id = page.recall AND closed IS NULL ${PUBLISHED}
         WHERE page.url = report ->> 'url' ORDER BY one.key`,
      )
      .bind(turns),
    db
      .prepare(
        `UPDATE recall_pages SET next_ms = iif(turn.is_due, ?2, NULL)
         FROM (SELECT page.recall, page.license, page.ref, EXISTS (SELECT 1 FROM recalls ${PUBLISHED}
             WHERE recalls.id = page.recall AND closed IS NULL AND page.url = report ->> 'url') AS is_due
           FROM ${named}) AS turn
         WHERE recall_pages.recall = turn.recall AND recall_pages.license = turn.license AND recall_pages.ref = turn.ref`,
      )
      .bind(turns, untilMs),
  ]);
  return taken?.results ?? [];
}

/** All pages of a recall are due. */
export async function makeDue(db: D1Database, recall: string, nowMs: number): Promise<void> {
  await db
    .prepare(
      `UPDATE recall_pages SET next_ms = ?2
       WHERE recall = ?1 AND recall IN (SELECT id FROM recalls WHERE closed IS NULL)`,
    )
    .bind(recall, nowMs)
    .run();
}

export async function countDue(db: D1Database, recall: string, nowMs: number): Promise<number> {
  const count = await db
    .prepare('SELECT count(*) AS count FROM recall_pages WHERE recall = ? AND next_ms <= ?')
    .bind(recall, nowMs)
    .first<number>('count');
  return count ?? 0;
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
