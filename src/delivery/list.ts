/**
 * The feed: what the license may use, newest first. Each item is judged as its delivery would be; one check call
 * vouches for the whole page. Nothing is entered, because nothing is let out but what a list says.
 */

import {
  type ListedItem,
  type ListPosition,
  type ListQuery,
  listItems,
  type Selection,
} from '../articles/listing.ts';
import { unlessMissing } from '../articles/missing.ts';
import type { JudgedOn } from '../ledger/types.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import { type Attempt, type Attempted, confirm, onCurrentState } from './ask.ts';
import { type FeedItem, feedItemOf } from './feed-item.ts';
import { inGroups } from './in-groups.ts';
import { judgeRequest, licenseInForce, type Permit } from './judge.ts';
import { PAGE_READS_MAX } from './limits.ts';
import { problemOf } from './refuse.ts';
import { articleWorld, type CachedArticle } from './world.ts';

/** A list of the catalogue; what the license's products select is added here. */
export type FeedQuery = Omit<ListQuery, 'selections'>;

export interface FeedPage {
  items: FeedItem[];
  next: ListPosition | null;
}

/** An item of the list, with what its delivery would be judged on. */
export interface Listed {
  shown: FeedItem;
  article: CachedArticle;
  permit: Permit;
}

export interface ListedPage {
  items: Listed[];
  next: ListPosition | null;
}

export async function feedPage(env: Env, principal: PartnerPrincipal, query: FeedQuery): Promise<FeedPage> {
  return listedPage(env, principal, query, (state, { items, next }) => {
    const page = { items: items.map(({ shown }) => shown), next };
    return confirm(env, principal, { ...state, value: () => page });
  });
}

/** `answer` makes the one call to the ledger, which vouches for the page: `judged` has all that it was made of. */
export async function listedPage<T>(
  env: Env,
  principal: PartnerPrincipal,
  query: FeedQuery,
  answer: (state: Attempt, page: ListedPage) => Promise<Attempted<T>>,
): Promise<T> {
  return onCurrentState(env, principal, async (state): Promise<Attempted<T>> => {
    const over = licenseInForce(state.license, query.now);
    if (over?.kind === 'refuse') {
      const confirmed = await confirm(env, principal, { ...state, value: () => null });
      if (confirmed.kind === 'stale') return confirmed;
      throw new Refusal(problemOf(over));
    }
    const { page, items } = await fillPage(env, principal, state, query);
    const judged: JudgedOn = { ...state.judged, items };
    return answer({ ...state, judged }, page);
  });
}

/** Reads on while a page is not full and there is more, because much of the catalogue may not be for this license. */
async function fillPage(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  query: FeedQuery,
): Promise<{ page: ListedPage; items: Record<string, number> }> {
  const found: Listed[] = [];
  const judgedItems: Record<string, number> = {};
  let after: ListPosition | null = query.after ?? null;
  for (let reads = 0; reads < PAGE_READS_MAX; reads++) {
    const listed = await readListed(env, state, query, after);
    const entries = await inGroups(listed.items, (row) => feedItem(env, principal, state, row, query));
    for (const [place, row] of listed.items.entries()) {
      after = row;
      judgedItems[row.id] = row.seq;
      const entry = entries[place];
      if (entry) found.push(entry);
      if (found.length === query.limit) break;
    }
    const exhausted = listed.next === null && after?.id === listed.items.at(-1)?.id;
    if (exhausted || listed.items.length === 0)
      return { page: { items: found, next: null }, items: judgedItems };
    if (found.length === query.limit) break;
  }
  return {
    page: { items: found, next: after && { versionCreated: after.versionCreated, id: after.id } },
    items: judgedItems,
  };
}

async function readListed(env: Env, { license }: Attempt, query: FeedQuery, after: ListPosition | null) {
  const selections: Selection[] = license.bundle.products.map(({ selection }) => selection);
  return listItems(env.DB, { ...query, selections, ...(after && { after }) });
}

async function feedItem(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  row: ListedItem,
  { now, q }: FeedQuery,
): Promise<Listed | null> {
  // The list was read from D1 just now: a cached article is as good as its sequence, on a second attempt too.
  const article = await unlessMissing(articleWorld(env, row.id, { fresh: false, atLeast: row.seq, now }));
  if (!article) return null;
  const judgement = judgeRequest(state.license, article, {
    entitlement: principal.entitlement,
    use: {},
    now,
  });
  if (judgement.kind !== 'permit') return null;
  const shown = feedItemOf(article.snapshot.item, judgement, agencyOf(env).publicUrl);
  // A search that finds by words which are withheld would tell them, one guess at a time.
  return q !== undefined && shown.headline === undefined ? null : { shown, article, permit: judgement };
}
