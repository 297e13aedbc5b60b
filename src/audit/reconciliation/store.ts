/** SQL of reconciliation: the read position in each license's log, and the facts extracted from it. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import { linesOfLicense } from '../../ledger/blocks/read.ts';
import { HELD_LICENSES } from '../../ledger/retention/holds-store.ts';
import { entryOf } from '../../ledger/segments/segment.ts';
import type { Entry } from '../../ledger/types.ts';
import { inParameters } from '../../platform/d1.ts';
import { WAITING_MAX } from './limits.ts';
import type { ReadStretch } from './read.ts';
import type { Reported, SuppliedVersion } from './types.ts';

export interface ReadPosition {
  license: string;
  nextIdx: number;
  /** Version of the license for which its publications were last marked; 0: never. */
  version: number;
  reportingSinceMs: number | null;
  /** Time of the last complete examination; 0: never. */
  reconciledMs: number;
}

const POSITION_COLUMNS =
  'license, next_idx AS nextIdx, version, reporting_since_ms AS reportingSinceMs, reconciled_ms AS reconciledMs';

/** One seek for each reporting license, however many reports it has. */
const REPORTING = `WITH RECURSIVE reporting (license) AS (
  SELECT min(license) FROM notes INDEXED BY notes_published WHERE kind = 'publication'
  UNION ALL SELECT (SELECT min(license) FROM notes INDEXED BY notes_published
    WHERE kind = 'publication' AND license > reporting.license) FROM reporting WHERE reporting.license IS NOT NULL)`;

/** Adds licenses that have begun to report, or have to. */
export async function enroll(db: D1Database): Promise<void> {
  await db
    .prepare(
      `INSERT OR IGNORE INTO reconciled_licenses (license, next_idx, version, reconciled_ms)
       ${REPORTING}
       SELECT license, 0, 0, 0 FROM reporting WHERE license IS NOT NULL
       UNION SELECT id, 0, 0, 0 FROM licenses INDEXED BY licenses_reporting WHERE terms ->> '$.reporting' IS NOT NULL`,
    )
    .run();
}

/** The license that was examined longest ago, and before `beforeMs`. Null: there is none. */
export async function nextPosition(db: D1Database, beforeMs: number): Promise<ReadPosition | null> {
  return db
    .prepare(
      `SELECT ${POSITION_COLUMNS} FROM reconciled_licenses WHERE reconciled_ms < ? ORDER BY reconciled_ms, license LIMIT 1`,
    )
    .bind(beforeMs)
    .first<ReadPosition>();
}

export async function positionOf(db: D1Database, license: string): Promise<ReadPosition | null> {
  return db
    .prepare(`SELECT ${POSITION_COLUMNS} FROM reconciled_licenses WHERE license = ?`)
    .bind(license)
    .first<ReadPosition>();
}

export async function markReconciled(db: D1Database, license: string, nowMs: number): Promise<void> {
  await db
    .prepare('UPDATE reconciled_licenses SET reconciled_ms = ? WHERE license = ?')
    .bind(nowMs, license)
    .run();
}

/** Notes that a reconciliation of all licenses has ended, even if no license reports. */
export async function markEnded(db: D1Database, nowMs: number): Promise<void> {
  await db
    .prepare(`UPDATE gateway_state SET value = ? WHERE name = 'reconciliation_ended'`)
    .bind(nowMs)
    .run();
}

/** Longest delay of an entry on its way to the database, except in an outage. Milliseconds. */
const LATE_MS = 86_400_000;

/**
 * When reconciliation last ended, for one license or for all, and the number of uncompared reports, up to
 * `WAITING_MAX`.
 */
export async function progress(
  db: D1Database,
  nowMs: number,
): Promise<{ at: string | null; waiting: number }> {
  const row = await db
    .prepare(
      `${REPORTING} SELECT max(coalesce((SELECT max(reconciled_ms) FROM reconciled_licenses), 0),
           (SELECT value FROM gateway_state WHERE name = 'reconciliation_ended')) AS endedMs,
         (SELECT count(*) FROM (
            SELECT 1 FROM reporting LEFT JOIN reconciled_licenses AS position ON position.license = reporting.license
            CROSS JOIN notes INDEXED BY notes_published ON kind = 'publication' AND notes.license = reporting.license
              AND at >= strftime('%Y-%m-%dT%H:%M:%fZ', (coalesce(reconciled_ms, 0) - ${LATE_MS}) / 1000.0, 'unixepoch')
              AND idx >= coalesce(next_idx, 0) LIMIT ${WAITING_MAX})) AS unread,
         (SELECT count(*) FROM (
            SELECT 1 FROM reconciled_licenses AS position CROSS JOIN publications INDEXED BY publications_to_judge
              ON publications.license = position.license AND judge_ms IS NOT NULL AND judge_ms <= ?1
            LIMIT ${WAITING_MAX})) AS unjudged`,
    )
    .bind(nowMs)
    .first<{ endedMs: number; unread: number; unjudged: number }>();
  const { endedMs = 0, unread = 0, unjudged = 0 } = row ?? {};
  return {
    at: endedMs ? new Date(endedMs).toISOString() : null,
    waiting: Math.min(WAITING_MAX, unread + unjudged),
  };
}

export interface Stretch {
  /** Readable entries. The self-check reports an unreadable one, which must not block the others. */
  entries: Entry[];
  rows: number;
  lastIdx: number;
}

/** Null: the log has no more entries. */
export async function stretchFrom(
  store: LogStore,
  { license, nextIdx }: ReadPosition,
  limit: number,
): Promise<Stretch | null> {
  const lines = await linesOfLicense(store, license, { from: nextIdx, limit });
  const last = lines.at(-1);
  return last
    ? { entries: lines.flatMap(({ line }) => entryOf(line) ?? []), rows: lines.length, lastIdx: last.idx }
    : null;
}

/**
 * Stores the facts of a run of entries, and the new position. False: another run has done so, and nothing is
 * written.
 */
export async function storeStretch(
  db: D1Database,
  { license, nextIdx }: ReadPosition,
  { supplied, reported }: ReadStretch,
  readTo: number,
): Promise<boolean> {
  const since = Math.min(...reported.map(({ report }) => Date.parse(report.publishedAt)));
  const statements = [
    db
      .prepare(
        `UPDATE reconciled_licenses SET next_idx = CASE WHEN next_idx = ?2 THEN ?3 END,
           reporting_since_ms = min(coalesce(reporting_since_ms, ?4), coalesce(?4, reporting_since_ms))
         WHERE license = ?1`,
      )
      .bind(license, nextIdx, readTo, Number.isFinite(since) ? since : null),
    ...inParameters(supplied).flatMap((rows) => [
      supplyStatement(db, license, rows),
      awaitedStatement(db, license, rows),
    ]),
    ...inParameters(reported).map((rows) => reportedStatement(db, rows)),
  ];
  try {
    await db.batch(statements);
    return true;
  } catch (error) {
    if (
      error instanceof Error &&
      /NOT NULL constraint failed: reconciled_licenses\.next_idx/.test(error.message)
    )
      return false;
    throw error;
  }
}

function supplyStatement(db: D1Database, license: string, rows: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO first_releases (license, article, version, title, entry, at_ms, components, unreported)
       SELECT ?1, value ->> 'article', value ->> 'version', value ->> 'title', value ->> 'entry', value ->> 'atMs',
         value -> 'components', 1 FROM json_each(?2) WHERE true
       ON CONFLICT (license, article, version, title) DO UPDATE SET components =
         (SELECT json_group_array(value) FROM (SELECT value FROM json_each(first_releases.components)
            UNION SELECT value FROM json_each(excluded.components)))`,
    )
    .bind(license, rows);
}

/** Publications found without a delivery, which may now have one. */
function awaitedStatement(db: D1Database, license: string, rows: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE publications SET judge_ms = 0 WHERE (license, ref) IN (
         SELECT publications.license, publications.ref FROM json_each(?2) AS one
         CROSS JOIN publications ON publications.article = one.value ->> 'article' AND publications.license = ?1
         JOIN discrepancies ON discrepancies.license = ?1 AND discrepancies.subject = publications.ref
         WHERE discrepancies.kind = 'published_without_delivery' AND discrepancies.state = 'open')`,
    )
    .bind(license, rows);
}

/** `rows`: JSON of `Reported`. An older report changes nothing. */
export function reportedStatement(db: D1Database, rows: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO publications (license, ref, entry, idx, article, report, judge_ms)
       SELECT value ->> 'license', value ->> 'ref', value ->> 'entry', value ->> 'idx', value ->> 'article',
         value -> 'report', 0 FROM json_each(?1) WHERE true
       ON CONFLICT (license, ref) DO UPDATE SET entry = excluded.entry, idx = excluded.idx, article = excluded.article,
         report = excluded.report, judge_ms = 0 WHERE excluded.idx > publications.idx`,
    )
    .bind(rows);
}

/** Marks publications whose item has changed since. True: there is more to look through. */
export async function markChanged(db: D1Database, limit: number): Promise<boolean> {
  const [, moved] = await db.batch<{ value: number; newest: number }>([
    db
      .prepare(
        `UPDATE publications SET judge_ms = 0 WHERE article IN (SELECT item FROM changes
           WHERE seq > (SELECT value FROM gateway_state WHERE name = 'reconciled') ORDER BY seq LIMIT ?)`,
      )
      .bind(limit),
    db
      .prepare(
        `UPDATE gateway_state SET value = coalesce((SELECT max(seq) FROM (SELECT seq FROM changes
           WHERE seq > gateway_state.value ORDER BY seq LIMIT ?)), value) WHERE name = 'reconciled'
         RETURNING value, (SELECT max(seq) FROM changes) AS newest`,
      )
      .bind(limit),
  ]);
  const [row] = moved?.results ?? [];
  return row !== undefined && row.value < (row.newest ?? 0);
}

/** Marks all publications of a license for judgement under its new version. */
export async function markVersion(db: D1Database, license: string, version: number): Promise<void> {
  await db.batch([
    db.prepare('UPDATE publications SET judge_ms = 0 WHERE license = ?').bind(license),
    db.prepare('UPDATE reconciled_licenses SET version = ? WHERE license = ?').bind(version, license),
  ]);
}

type PublicationColumns = Omit<Reported, 'report' | 'reading'> & { report: string; reading: string | null };

export async function publicationsToJudge(
  db: D1Database,
  { license, nowMs, limit }: { license: string; nowMs: number; limit: number },
): Promise<Reported[]> {
  const { results } = await db
    .prepare(
      `SELECT license, ref, entry, idx, article, report, reading FROM publications
       WHERE license = ? AND judge_ms IS NOT NULL AND judge_ms <= ? ORDER BY judge_ms LIMIT ?`,
    )
    .bind(license, nowMs, limit)
    .all<PublicationColumns>();
  return results.map(({ report, reading, ...row }) => ({
    ...row,
    report: JSON.parse(report) as Reported['report'],
    reading: reading === null ? null : (JSON.parse(reading) as NonNullable<Reported['reading']>),
  }));
}

/** No effect if a newer report has arrived. */
export function judgedStatement(
  db: D1Database,
  { license, ref, entry }: Reported,
  recheckMs: number | null,
): D1PreparedStatement {
  return db
    .prepare('UPDATE publications SET judge_ms = ? WHERE license = ? AND ref = ? AND entry = ?')
    .bind(recheckMs, license, ref, entry);
}

/** Deliveries of one article under one license: those in the log, and those whose entries were deleted. */
export function supplyStatements(db: D1Database, license: string, article: string): D1PreparedStatement[] {
  return [
    db
      .prepare(
        'SELECT version, title, entry, at_ms AS atMs, components FROM first_releases WHERE license = ? AND article = ?',
      )
      .bind(license, article),
    // Only the date of the last version is stored, and the first was delivered at an unknown earlier time.
    db
      .prepare(
        `SELECT version, title, entry, 0 AS atMs, json_array(component) AS components FROM deleted_holders
         WHERE article = ?2 AND license = ?1`,
      )
      .bind(license, article),
  ];
}

/** Acknowledged removals of one article under one license. */
export function removalsStatement(db: D1Database, license: string, article: string): D1PreparedStatement {
  return db
    .prepare(
      `SELECT recalls.at AS killed, coalesce(acknowledgement ->> 'doneAt', acknowledgement ->> 'at') AS removed
       FROM recall_licenses AS holder CROSS JOIN recalls ON recalls.id = holder.recall AND type = 'article.killed'
       WHERE holder.license = ?1 AND holder.article = ?2 AND acknowledgement ->> 'state' IN ('removed', 'corrected')`,
    )
    .bind(license, article);
}

export interface RemovalColumns {
  killed: string;
  removed: string;
}

export type SupplyColumns = Omit<SuppliedVersion, 'components'> & { components: string };

export const toSuppliedVersion = (row: SupplyColumns): SuppliedVersion => ({
  ...row,
  components: JSON.parse(row.components) as string[],
});

export interface DueArticle {
  article: string;
  reported: number;
  entry: string;
  version: string;
  atMs: number;
}

/**
 * Unexamined articles that were delivered to a license in this period: each with its first entry, and whether
 * it was reported.
 */
export async function dueArticles(
  db: D1Database,
  { license, sinceMs, untilMs, limit }: { license: string; sinceMs: number; untilMs: number; limit: number },
): Promise<DueArticle[]> {
  const { results } = await db
    .prepare(
      `WITH due AS MATERIALIZED (SELECT DISTINCT article FROM (SELECT article FROM first_releases
         WHERE license = ?1 AND unreported = 1 AND at_ms >= ?2 AND at_ms <= ?3 ORDER BY at_ms LIMIT ?4))
       SELECT due.article, EXISTS (SELECT 1 FROM publications
           WHERE publications.article = due.article AND publications.license = ?1) AS reported,
         first_releases.entry, first_releases.version, min(first_releases.at_ms) AS atMs
       FROM due CROSS JOIN first_releases ON first_releases.license = ?1 AND first_releases.article = due.article GROUP BY due.article`,
    )
    .bind(license, sinceMs, untilMs, limit)
    .all<DueArticle>();
  return results;
}

/** Marks deliveries up to the time of the search; later versions are due later. */
export function reportRequestedStatement(
  db: D1Database,
  { license, articles, untilMs }: { license: string; articles: string[]; untilMs: number },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE first_releases SET unreported = 0 WHERE license = ?1 AND unreported = 1 AND at_ms <= ?3
         AND article IN (SELECT value FROM json_each(?2))`,
    )
    .bind(license, JSON.stringify(articles), untilMs);
}

/**
 * Deletes facts from entries whose retention time is over, unless held; open findings stay. The id of an
 * entry contains its date. Deliveries are retained, like `deleted_holders`: a kill must find them.
 */
export async function forgetBefore(db: D1Database, license: string, beforeMs: number): Promise<void> {
  const notHeld = `license NOT IN (${HELD_LICENSES})`;
  await db.batch([
    db
      .prepare(`DELETE FROM publications WHERE license = ? AND entry < ? AND ${notHeld}`)
      .bind(license, `pub_${beforeMs.toString(16).padStart(12, '0')}`),
    db
      .prepare(`DELETE FROM recall_pages WHERE license = ? AND entry < ? AND ${notHeld}`)
      .bind(license, `pub_${beforeMs.toString(16).padStart(12, '0')}`),
    db
      .prepare(
        `DELETE FROM discrepancies WHERE license = ? AND state <> 'open' AND changed < ? AND ${notHeld}`,
      )
      .bind(license, new Date(beforeMs).toISOString()),
  ]);
}
