/** Which version of an article a published page should show the text of. */
import { entriesFound } from '../../ledger/segments/entries.ts';
import type { Env } from '../../platform/env.ts';
import { LATER_VERSIONS_MAX } from './limits.ts';

export interface PublishedPage {
  article: string;
  license: string;
  /** As the partner has reported it; null: it has not. */
  reported: string | null;
  /** ISO 8601 UTC: later deliveries do not count. */
  before: string;
}

/**
 * The reported version, or the last one that was delivered; else the newest one of that time. Null: there is
 * none.
 */
export async function deliveredVersion(env: Env, page: PublishedPage): Promise<string | null> {
  return (
    page.reported ??
    (await reconciledVersion(env.DB, page)) ??
    (await loggedVersion(env, page)) ??
    (await versionBefore(env.DB, page))
  );
}

/** The last entry before may reach the database so late. Milliseconds. */
const LATE_MS = 60_000;

/** From the deliveries that reconciliation has found. Null: it has not read the log up to that time. */
async function reconciledVersion(
  db: D1Database,
  { article, license, before }: PublishedPage,
): Promise<string | null> {
  return db
    .prepare(
      `SELECT version FROM first_releases WHERE license = ?1 AND article = ?2 AND at_ms < ?3 AND version <> ''
         AND EXISTS (SELECT 1 FROM reconciled_licenses WHERE license = ?1 AND reconciled_ms > ?3 + ${LATE_MS})
       ORDER BY at_ms DESC LIMIT 1`,
    )
    .bind(license, article, Date.parse(before))
    .first<string>('version');
}

/** From the log: some statements more, the longer it is. */
async function loggedVersion(env: Env, { article, license, before }: PublishedPage): Promise<string | null> {
  return (await versionsInLog(env, { article, license, to: before })).at(-1) ?? null;
}

/** Versions that a license received after an instant, the last one first. */
export async function versionsAfter(
  env: Env,
  { article, license, after }: Pick<PublishedPage, 'article' | 'license'> & { after: string },
): Promise<string[]> {
  const versions = await versionsInLog(env, { article, license, from: after });
  return versions.reverse().slice(0, LATER_VERSIONS_MAX);
}

/** Versions that a license received, in the order of their last deliveries. */
async function versionsInLog(
  env: Env,
  { article, license, ...span }: Pick<PublishedPage, 'article' | 'license'> & { from?: string; to?: string },
): Promise<string[]> {
  const lastAt = new Map<string, string>();
  const found = entriesFound(env, {
    facets: [
      ['article', [article]],
      ['license', [license]],
      ['kind', ['delivery', 'external']],
    ],
    ...span,
  });
  for await (const entries of found)
    for (const { at, kind, ...entry } of entries) {
      if (kind !== 'delivery' && kind !== 'external') continue;
      const { version } = entry as { version: string | null };
      if (version !== null && at >= (lastAt.get(version) ?? '')) lastAt.set(version, at);
    }
  return [...lastAt].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([version]) => version);
}

/** For deliveries of which only the package, or no entry, is known. */
async function versionBefore(db: D1Database, { article, before }: PublishedPage): Promise<string | null> {
  return db
    .prepare('SELECT version FROM changes WHERE item = ? AND at < ? ORDER BY seq DESC LIMIT 1')
    .bind(article, before)
    .first<string>('version');
}
