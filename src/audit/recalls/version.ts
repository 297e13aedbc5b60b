/** Which version of an article a published page should show the text of. */
import { entriesFound } from '../../ledger/segments/entries.ts';
import type { Env } from '../../platform/env.ts';

export interface PublishedPage {
  article: string;
  license: string;
  /** As the partner has reported it; null: it has not. */
  reported: string | null;
  /** ISO 8601 UTC: later deliveries do not count. */
  before: string;
}

/** The reported version, or the last one that was delivered; else the newest one of that time. Null: there is none. */
export async function deliveredVersion(
  env: Env,
  { article, license, reported, before }: PublishedPage,
): Promise<string | null> {
  if (reported !== null) return reported;
  let last: { at: string; version: string } | null = null;
  const found = entriesFound(env, {
    facets: [
      ['article', [article]],
      ['license', [license]],
      ['kind', ['delivery', 'external']],
    ],
    to: before,
  });
  for await (const entries of found)
    for (const { at, kind, ...entry } of entries) {
      if (kind !== 'delivery' && kind !== 'external') continue;
      const { version } = entry as { version: string | null };
      if (version !== null && (!last || at >= last.at)) last = { at, version };
    }
  return last?.version ?? versionBefore(env.DB, article, before);
}

/** For deliveries of which only the package, or no entry, is known. */
async function versionBefore(db: D1Database, article: string, before: string): Promise<string | null> {
  return db
    .prepare('SELECT version FROM changes WHERE item = ? AND at < ? ORDER BY seq DESC LIMIT 1')
    .bind(article, before)
    .first<string>('version');
}
