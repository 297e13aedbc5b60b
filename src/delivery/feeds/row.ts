/** A row of a list as the entry of a feed, of what it was judged on. */
import { type EntrySource, entryOf } from '../../formats/feeds/entry.ts';
import type { FeedEntry } from '../../formats/feeds/index.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { hrefsOf } from '../render.ts';
import type { Had } from './full-text.ts';

export interface Row {
  /** Headline and summary, or what became of it. */
  entry: FeedEntry;
  /** Absent: nothing of it may be had. */
  had?: Had;
}

export function rowOf(env: Env, { article, permit }: Had): Row {
  const { item } = article.snapshot;
  const { components, rights, embargoedUntil } = permit;
  const source: EntrySource = {
    agency: agencyOf(env),
    item,
    components,
    rights,
    hrefs: hrefsOf(env, { item, components }),
    ...(embargoedUntil !== undefined && { embargoedUntil }),
  };
  return { entry: entryOf(source), had: { article, permit } };
}

/**
 * `summaryOnly`: nothing of them can be delivered, no text, and no part whose bytes somebody could fetch with
 * the entry alone.
 */
export function rowsShown(rows: Row[], { summaryOnly }: { summaryOnly: boolean }): Row[] {
  return summaryOnly ? rows.map(({ entry }) => ({ entry: { ...entry, enclosures: [] } })) : rows;
}
