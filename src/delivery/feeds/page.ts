/** A page of a list as the entries of a feed, of what was judged for it. Pure, but for the bindings that it speaks of. */
import { type EntrySource, entryOf } from '../../formats/feeds/entry.ts';
import type { FeedEntry } from '../../formats/feeds/index.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import type { Attempt } from '../ask.ts';
import type { FeedPosition, Listed, ListedPage } from '../list.ts';
import { hrefsOf } from '../stamping.ts';

/** What a page is made of, but for its links. */
export interface Page {
  entries: FeedEntry[];
  next: FeedPosition | null;
  /** When there is no entry to say so. Milliseconds, UTC. */
  sinceMs: number;
}

export function summaryPage(env: Env, { license }: Attempt, { items, next }: ListedPage): Page {
  const entries = items.map((listed) => entryOf(sourceOf(env, listed)));
  return { entries, next, sinceMs: license.bundle.startsMs };
}

function sourceOf(env: Env, { article, permit }: Listed): EntrySource {
  const { item } = article.snapshot;
  const { components, rights, embargoedUntil } = permit;
  return {
    agency: agencyOf(env),
    item,
    components,
    rights,
    hrefs: hrefsOf(env, { item, components }),
    ...(embargoedUntil !== undefined && { embargoedUntil }),
  };
}
