import { type EntrySource, entryOf } from '../../formats/feeds/entry.ts';
import type { FeedEntry } from '../../formats/feeds/index.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { hrefsOf } from '../render.ts';
import type { PermittedArticle } from './full-text.ts';

export interface FeedRow {
  entry: FeedEntry;
  /** Absent: nothing of the item is available. */
  permitted?: PermittedArticle;
}

export function rowOf(env: Env, { article, permit }: PermittedArticle): FeedRow {
  const { item } = article.snapshot;
  const { components, rights, embargoedUntil } = permit;
  const agency = agencyOf(env);
  const source: EntrySource = {
    agency,
    item,
    components,
    rights,
    hrefs: hrefsOf(agency, { item, components }),
    ...(embargoedUntil !== undefined && { embargoedUntil }),
  };
  return { entry: entryOf(source), permitted: { article, permit } };
}

/**
 * `summaryOnly`: removes everything that can be delivered, texts as well as enclosures, whose bytes could be
 * fetched with the entry alone.
 */
export function rowsShown(rows: FeedRow[], { summaryOnly }: { summaryOnly: boolean }): FeedRow[] {
  return summaryOnly ? rows.map(({ entry }) => ({ entry: { ...entry, enclosures: [] } })) : rows;
}
