/** SQL of the reported pages of recalls: which there are, which are due, and that they are not any more. */

import { DUE_SCANNED_MAX } from './limits.ts';

/** Of a page's address, as far as fairness needs it. */
const AFTER_SCHEME = `substr(url, instr(url, '://') + 3)`;
const HOST = `lower(substr(${AFTER_SCHEME}, 1, instr(${AFTER_SCHEME} || '/', '/') - 1))`;

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
  url: string;
  nextMs: number;
}

/**
 * Takes pages that are due, few of each host and the longest waiting first, and postpones them until
 * `untilMs`: if this run fails, they are due then. Concurrent runs take different pages.
 */
export async function takeDuePages(
  db: D1Database,
  options: { recall?: string; nowMs: number; untilMs: number; perHost: number; limit: number },
): Promise<DuePage[]> {
  const { recall = null, nowMs, untilMs, perHost, limit } = options;
  const { results } = await db
    .prepare(
      `SELECT recall, license, ref, url, next_ms AS nextMs FROM (
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
    AND page.license = one.value ->> 'license' AND page.ref = one.value ->> 'ref' AND page.url = one.value ->> 'url'
    AND next_ms = one.value ->> 'nextMs'`;
  const [taken] = await db.batch<DuePage>([
    db
      .prepare(
        `SELECT page.recall, page.license, next_ms AS nextMs, recalls.article, recalls.at AS recalledAt, event,
           page.entry AS publication, page.article AS published, report ->> 'version' AS version,
           report ->> 'title' AS title, page.url
         FROM ${named} CROSS JOIN recalls ON recalls.id = page.recall AND closed IS NULL
         CROSS JOIN recall_licenses AS holder ON holder.recall = page.recall AND holder.license = page.license
         ORDER BY one.key`,
      )
      .bind(turns),
    db
      .prepare(
        `UPDATE recall_pages SET next_ms = iif(turn.is_due, ?2, NULL)
         FROM (SELECT page.recall, page.license, page.ref, page.url, closed IS NULL AS is_due
           FROM ${named} CROSS JOIN recalls ON recalls.id = page.recall) AS turn
         WHERE recall_pages.recall = turn.recall AND recall_pages.license = turn.license
           AND recall_pages.ref = turn.ref AND recall_pages.url = turn.url`,
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

/** The pages of a closed recall are not read any more. */
export function endReadingsStatement(db: D1Database, recall: string): D1PreparedStatement {
  return db.prepare('UPDATE recall_pages SET next_ms = NULL WHERE recall = ?').bind(recall);
}
