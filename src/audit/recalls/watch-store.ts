/** SQL of the watch: whose turn it is, and what a title has received and reported. */
import type { Title } from '../../rights/terms.ts';
import { pageSubject } from './derive.ts';

/** A reported page of an article that may be used. */
export interface WatchedPage {
  license: string;
  article: string;
  publication: string;
  title: string;
  url: string;
  version: string | null;
  publishedAt: string;
}

/**
 * Takes pages that are due, those never read before first, and makes them due again at `untilMs`. Returns how
 * many were taken, and those of usable articles: recalls read the others.
 */
export async function takeWatchedPages(
  db: D1Database,
  { nowMs, untilMs, limit }: { nowMs: number; untilMs: number; limit: number },
): Promise<{ taken: number; pages: WatchedPage[] }> {
  const { results } = await db
    .prepare(
      `UPDATE publications SET watch_ms = ?2 WHERE (license, ref) IN (
         SELECT license, ref FROM publications INDEXED BY publications_to_watch
         WHERE report ->> 'url' IS NOT NULL AND report ->> 'withdrawnAt' IS NULL
           AND (watch_ms IS NULL OR watch_ms <= ?1) ORDER BY watch_ms LIMIT ?3)
       RETURNING license, article, entry AS publication, report ->> 'title' AS title, report ->> 'url' AS url,
         report ->> 'version' AS version, report ->> 'publishedAt' AS publishedAt,
         (SELECT pub_status FROM items WHERE items.id = publications.article) AS pubStatus`,
    )
    .bind(nowMs, untilMs, limit)
    .all<WatchedPage & { pubStatus: string | null }>();
  return { taken: results.length, pages: results.filter(({ pubStatus }) => pubStatus === 'usable') };
}

/** A title whose feed or sitemap is watched. */
export interface WatchedTitle {
  partner: string;
  title: string;
  /** Addresses that this round has still to read. */
  waiting: string[];
}

/** Takes titles whose turn it is; if this run fails, it is their turn again at `untilMs`. */
export async function takeWatchedTitles(
  db: D1Database,
  { nowMs, untilMs, limit }: { nowMs: number; untilMs: number; limit: number },
): Promise<WatchedTitle[]> {
  const [, taken] = await db.batch([
    db.prepare(
      `INSERT OR IGNORE INTO watched_titles (partner, title, due_ms, waiting)
       SELECT partners.id, title.value ->> 'id', 0, '[]'
       FROM partners INDEXED BY partners_with_feed CROSS JOIN json_each(titles) AS title
       WHERE instr(titles, '"feed":') > 0 AND title.value ->> 'feed' IS NOT NULL`,
    ),
    db
      .prepare(
        `UPDATE watched_titles SET due_ms = ?2 WHERE (partner, title) IN (
           SELECT partner, title FROM watched_titles INDEXED BY watched_titles_due
           WHERE due_ms <= ?1 ORDER BY due_ms LIMIT ?3)
         RETURNING partner, title, waiting`,
      )
      .bind(nowMs, untilMs, limit),
  ]);
  const rows = (taken?.results ?? []) as { partner: string; title: string; waiting: string }[];
  return rows.map(({ waiting, ...row }) => ({ ...row, waiting: JSON.parse(waiting) as string[] }));
}

export async function storeWatchedTitle(
  db: D1Database,
  { partner, title, waiting }: WatchedTitle,
  dueMs: number,
): Promise<void> {
  await db
    .prepare('UPDATE watched_titles SET due_ms = ?3, waiting = ?4 WHERE partner = ?1 AND title = ?2')
    .bind(partner, title, dueMs, JSON.stringify(waiting))
    .run();
}

/** For a title that has no feed any more. */
export async function forgetWatchedTitle(
  db: D1Database,
  { partner, title }: Pick<WatchedTitle, 'partner' | 'title'>,
): Promise<void> {
  await db.prepare('DELETE FROM watched_titles WHERE partner = ?1 AND title = ?2').bind(partner, title).run();
}

/** Those of the addresses that no license of the partner has reported, and that are no finding yet. */
export async function unreportedAmong(db: D1Database, partner: string, urls: string[]): Promise<string[]> {
  const { results } = await db
    .prepare(
      `WITH own AS MATERIALIZED (SELECT id FROM licenses INDEXED BY licenses_by_partner WHERE partner = ?1)
       SELECT value ->> 'url' AS url FROM json_each(?2)
       WHERE value ->> 'url' NOT IN (
           SELECT report ->> 'url' FROM own CROSS JOIN publications ON license = own.id
           WHERE report ->> 'url' IS NOT NULL)
         AND NOT EXISTS (
           SELECT 1 FROM own CROSS JOIN discrepancies INDEXED BY discrepancies_by_subject
             ON license = own.id AND subject = value ->> 'subject')`,
    )
    .bind(partner, JSON.stringify(urls.map((url) => ({ url, subject: pageSubject(url) }))))
    .all<{ url: string }>();
  return results.map(({ url }) => url);
}

/** A version that a title received, and an article that its license has never reported. */
export interface ReceivedVersion {
  license: string;
  article: string;
  version: string;
}

/** Licenses that report, or have to report now, whenever they received something. */
const REPORTING = `(licenses.terms ->> '$.reporting' IS NOT NULL OR EXISTS (SELECT 1 FROM reconciled_licenses
  WHERE license = licenses.id AND reporting_since_ms IS NOT NULL))`;

/** The last version of each, newest first, as far as reconciliation has read the logs. */
export async function unreportedArticles(
  db: D1Database,
  { partner, title, sinceMs, limit }: { partner: string; title: Title['id']; sinceMs: number; limit: number },
): Promise<ReceivedVersion[]> {
  const { results } = await db
    .prepare(
      `SELECT license, article, first_releases.version, max(at_ms) AS atMs FROM licenses INDEXED BY licenses_by_partner
       CROSS JOIN first_releases ON first_releases.license = licenses.id AND first_releases.title IN ('', ?2) AND at_ms >= ?3
       WHERE licenses.partner = ?1 AND ${REPORTING} AND NOT EXISTS (
         SELECT 1 FROM publications INDEXED BY publications_by_article
         WHERE publications.article = first_releases.article AND publications.license = first_releases.license)
       GROUP BY license, article ORDER BY atMs DESC LIMIT ?4`,
    )
    .bind(partner, title, sinceMs, limit)
    .all<ReceivedVersion & { atMs: number }>();
  return results.map(({ license, article, version }) => ({ license, article, version }));
}

/** Why a title has nothing that its pages could be compared with. */
export type SkipReason =
  /** No license of the partner has to report, or has reported anything. */
  | 'no_reporting_license'
  /** Reconciliation has not read the log of one yet. */
  | 'not_reconciled'
  /** Its licenses have reported all that it received of late, or it received nothing. */
  | 'nothing_unreported';

export async function whyNothing(db: D1Database, partner: string): Promise<SkipReason> {
  const row = await db
    .prepare(
      `SELECT count(*) AS licenses, count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM reconciled_licenses
           WHERE license = licenses.id AND reconciled_ms > 0)) AS unread
       FROM licenses INDEXED BY licenses_by_partner WHERE partner = ? AND ${REPORTING}`,
    )
    .bind(partner)
    .first<{ licenses: number; unread: number }>();
  if (!row?.licenses) return 'no_reporting_license';
  return row.unread > 0 ? 'not_reconciled' : 'nothing_unreported';
}
