/**
 * SQL that derives recalls from notes: how far those of each shard have been read, and the rows that they
 * change.
 */

import { entryOf } from '../../ledger/segments/segment.ts';
import type { Entry } from '../../ledger/types.ts';
import { inParameters } from '../../platform/d1.ts';
import { KEEP_EARLIER, raiseStatement } from '../reconciliation/findings-store.ts';
import { reportedStatement } from '../reconciliation/store.ts';
import { lastOf, mergedAnswers, pageSubject, type RecallRows } from './derive.ts';
import { nextReading } from './schedule.ts';
import type { Progress } from './types.ts';

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
 * Idempotent, and older entries change nothing. The pages of a recall are derived with its review. SQLite's
 * `UPDATE … FROM` applies one of several rows to a target, and does not say which: each statement gets one.
 */
function rowStatements(db: D1Database, rows: RecallRows): D1PreparedStatement[] {
  const { notices, overdue, answers, readings, reported, reports, unreported, changed } = rows;
  const now = new Date().toISOString();
  const each = (list: readonly unknown[], statements: ((json: string) => D1PreparedStatement)[]) =>
    inParameters(list).flatMap((json) => statements.map((statement) => statement(json)));
  return [
    ...each(notices, [
      (json) => recallStatement(db, json),
      (json) => holderStatement(db, json),
      (json) => reviewNamed(db, json),
    ]),
    ...inParameters(reported).map((json) => reportedStatement(db, json)),
    ...each(lastOf(overdue.toReversed(), keyOf('recall', 'license')), [(json) => overdueStatement(db, json)]),
    ...each(reports, [(json) => reviewPublished(db, json)]),
    ...each(mergedAnswers(answers), [
      (json) => answerStatement(db, json),
      (json) => reviewAnswered(db, json),
      (json) => judgeAnswered(db, json),
    ]),
    ...each(lastOf(readings, keyOf('recall', 'license', 'url')), [(json) => readingStatement(db, json)]),
    ...each(lastOf(readings, keyOf('license', 'article', 'url')), [(json) => lastReadingStatement(db, json)]),
    ...each(readings, [(json) => reviewNamed(db, json)]),
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

/**
 * The notice of another holder may arrive when those before are done: each shard has its own. Then the recall
 * goes on.
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

/** The recall was not closed when this was entered. */
const WAS_OPEN = `(closed IS NULL OR one.value ->> 'at' <= closed ->> 'at')`;

/** Also at those with a page whose report now names another article. */
function reviewPublished(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recalls SET review_ms = 0
       WHERE id IN (SELECT holder.recall FROM ${TOUCHED} CROSS JOIN recalls AS touched
           ON touched.id = holder.recall AND ${WAS_OPEN}
         UNION SELECT page.recall FROM json_each(?1) AS one CROSS JOIN recall_pages AS page
           ON page.license = one.value ->> 'license' AND page.ref = one.value ->> 'ref'
         CROSS JOIN recalls AS touched ON touched.id = page.recall AND ${WAS_OPEN})`,
    )
    .bind(json);
}

/** The first receipt of an endpoint, and the last report of the partner. */
function answerStatement(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recall_licenses SET received = coalesce(received, one.value ->> 'received'),
         acknowledgement = CASE WHEN coalesce(
             (one.value ->> '$.acknowledgement.state' <> 'received', one.value ->> '$.acknowledgement.idx')
               > (acknowledgement ->> 'state' <> 'received', acknowledgement ->> 'idx'), 1)
           THEN coalesce(one.value ->> 'acknowledgement', acknowledgement) ELSE acknowledgement END
       FROM json_each(?1) AS one
       WHERE license = one.value ->> 'license' AND event = one.value ->> 'event'`,
    )
    .bind(json);
}

function reviewAnswered(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE recalls SET review_ms = 0 WHERE id IN (
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
       FROM (SELECT page.recall, page.license, page.ref, page.url, one.value ->> 'reading' AS reading,
           one.value ->> 'atMs' AS ms, closed IS NULL AS is_open
         FROM json_each(?1) AS one
         CROSS JOIN recall_pages AS page ON page.recall = one.value ->> 'recall' AND page.license = one.value ->> 'license'
           AND page.url = one.value ->> 'url'
         CROSS JOIN recalls ON recalls.id = page.recall) AS seen
       WHERE recall_pages.recall = seen.recall AND recall_pages.license = seen.license AND recall_pages.ref = seen.ref
         AND recall_pages.url = seen.url AND coalesce(seen.reading ->> 'idx' > recall_pages.reading ->> 'idx', 1)`,
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

function reviewNamed(db: D1Database, json: string): D1PreparedStatement {
  return db
    .prepare(`UPDATE recalls SET review_ms = 0 WHERE id IN (SELECT value ->> 'recall' FROM json_each(?1))`)
    .bind(json);
}

/**
 * Settles findings on addresses that a license of the partner has reported. `article`: only if it has
 * reported the article there, which may have been while the page was read; null: it has reported the address.
 */
function nowReportedStatement(db: D1Database, json: string, now: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE discrepancies SET state = 'settled', note = 'It is reported now.', operator = NULL, changed = ?2,
         ${KEEP_EARLIER}
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
