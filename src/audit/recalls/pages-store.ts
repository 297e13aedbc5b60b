/** SQL of the reported pages of recalls: which there are, which are due, and that they are not any more. */

import { entryOf } from '../../ledger/segments/segment.ts';
import { inParameters } from '../../platform/d1.ts';
import { reportedBy } from '../reconciliation/read.ts';
import type { LoggedReport, Notified, PageRow } from './addresses.ts';
import { DUE_SCANNED_MAX, REPORTS_EACH_MAX } from './limits.ts';
import type { Closed, Holder } from './types.ts';

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
           page.entry AS publication, page.article AS published, page.version, title, page.url
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

/**
 * The reports of these holders about the article or what contains it, and what amends them, in log order. Of
 * each license so many of the first and of the last ones as `eachMax`: those before a flood, and those in
 * force.
 */
export async function reportsOf(
  db: D1Database,
  article: string,
  holders: readonly Pick<Holder, 'license' | 'within'>[],
  eachMax = REPORTS_EACH_MAX,
): Promise<Map<string, LoggedReport[]>> {
  const reports = new Map<string, LoggedReport>();
  const load = async (on: string, keys: readonly object[]) => {
    for (const json of inParameters(keys)) {
      const { results } = await db
        .prepare(
          `WITH found AS (SELECT license, idx, row_number() OVER (PARTITION BY license ORDER BY idx) AS nth,
             count(*) OVER (PARTITION BY license) AS number FROM json_each(?1) AS one CROSS JOIN notes ${on})
           SELECT body FROM found CROSS JOIN notes ON notes.license = found.license AND notes.idx = found.idx
           WHERE nth <= ?2 OR nth > number - ?2`,
        )
        .bind(json, eachMax)
        .all<{ body: string }>();
      for (const { body } of results) {
        const entry = entryOf(body);
        if (entry?.kind === 'publication' && entry.env === 'live')
          reports.set(entry.id, { ...reportedBy(entry), at: entry.at });
      }
    }
  };
  await load(
    `INDEXED BY notes_published_by_article ON kind = 'publication' AND license = one.value ->> 'license'
       AND body ->> 'article' IN (one.value ->> 'article', one.value ->> 'within')`,
    holders.map(({ license, within }) => ({ license, article, within })),
  );
  const refs = new Map<string, { license: string; clientRef: string }>();
  for (const {
    license,
    report: { clientRef },
  } of reports.values())
    if (clientRef !== null) refs.set(JSON.stringify([license, clientRef]), { license, clientRef });
  await load(
    `INDEXED BY notes_published_by_ref ON kind = 'publication' AND body ->> 'clientRef' IS NOT NULL
       AND license = one.value ->> 'license' AND body ->> 'clientRef' = one.value ->> 'clientRef'`,
    [...refs.values()],
  );
  return Map.groupBy(
    [...reports.values()].sort((a, b) => a.idx - b.idx),
    ({ license }) => license,
  );
}

/** All recalls of the article of which these holders were notified, by license. */
export async function notifiedOf(
  db: D1Database,
  article: string,
  holders: readonly Pick<Holder, 'license'>[],
): Promise<Map<string, Notified[]>> {
  const rows: (Omit<Notified, 'closed'> & { closed: string | null })[] = [];
  for (const json of inParameters(holders.map(({ license }) => license))) {
    const { results } = await db
      .prepare(
        `SELECT holder.license, holder.at, closed FROM json_each(?1) AS one
         CROSS JOIN recall_licenses AS holder INDEXED BY recall_licenses_by_article
           ON holder.license = one.value AND holder.article = ?2
         CROSS JOIN recalls ON recalls.id = holder.recall`,
      )
      .bind(json, article)
      .all<(typeof rows)[number]>();
    rows.push(...results);
  }
  const notified = rows.map(({ closed, ...row }) => ({
    ...row,
    closed: closed === null ? null : (JSON.parse(closed) as Closed),
  }));
  return Map.groupBy(notified, ({ license }) => license);
}

type PageKey = Pick<PageRow, 'license' | 'ref' | 'url'>;
const keyOf = ({ license, ref, url }: PageKey) => JSON.stringify([license, ref, url]);

/**
 * Replaces the pages of a recall, but for those of licenses in `flooded`, whose reports are not all
 * considered. A stored page keeps its schedule unless a later report or acknowledgement restarts it.
 */
export async function pagesStatements(
  db: D1Database,
  recall: string,
  rows: PageRow[],
  flooded: ReadonlySet<string>,
): Promise<D1PreparedStatement[]> {
  const { results: stored } = await db
    .prepare('SELECT license, ref, url FROM recall_pages WHERE recall = ?')
    .bind(recall)
    .all<PageKey>();
  const keys = new Set(rows.map(keyOf));
  const ended = stored.filter((page) => !keys.has(keyOf(page)) && !flooded.has(page.license));
  return [
    ...inParameters(ended).map((json) =>
      db
        .prepare(
          `DELETE FROM recall_pages WHERE recall = ?1 AND (license, ref, url) IN (
             SELECT value ->> 'license', value ->> 'ref', value ->> 'url' FROM json_each(?2))`,
        )
        .bind(recall, json),
    ),
    ...inParameters(rows).map((json) =>
      db
        .prepare(
          `INSERT INTO recall_pages AS page (recall, license, ref, url, entry, article, title, version, published_at,
             withdrawn_at, is_replaced, base_ms, next_ms, reading)
           SELECT ?1, value ->> 'license', value ->> 'ref', value ->> 'url', value ->> 'entry', value ->> 'article',
             value ->> 'title', value ->> 'version', value ->> 'publishedAt', value ->> 'withdrawnAt',
             value ->> 'isReplaced', value ->> 'baseMs', value ->> 'nextMs', value ->> 'reading'
           FROM json_each(?2) WHERE true
           ON CONFLICT (recall, license, ref, url) DO UPDATE SET entry = excluded.entry, article = excluded.article,
             title = excluded.title, version = excluded.version, published_at = excluded.published_at,
             withdrawn_at = excluded.withdrawn_at, is_replaced = excluded.is_replaced,
             base_ms = max(base_ms, excluded.base_ms),
             next_ms = iif(excluded.base_ms > base_ms, excluded.next_ms, coalesce(next_ms, excluded.next_ms))
           WHERE (page.entry, page.article, page.title, page.version, page.is_replaced)
               IS NOT (excluded.entry, excluded.article, excluded.title, excluded.version, excluded.is_replaced)
             OR excluded.base_ms > base_ms OR (next_ms IS NULL AND excluded.next_ms IS NOT NULL)`,
        )
        .bind(recall, json),
    ),
  ];
}
