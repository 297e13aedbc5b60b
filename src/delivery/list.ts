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
import type { SearchWords } from '../articles/search/query.ts';
import type { JudgedOn } from '../ledger/types.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { Refusal } from '../platform/problem.ts';
import { during, duringSync } from '../platform/request-scope.ts';
import { type CachedArticle, loadArticleContext } from './decision-context.ts';
import { type FeedItem, feedItemOf } from './feed-item.ts';
import { type Attempt, type Attempted, confirm, withFreshState } from './fresh-state.ts';
import { judgeRequest, licenseInForce, type Permit } from './judge.ts';
import { PAGE_READS_MAX } from './limits.ts';
import { mapConcurrent } from './map-concurrent.ts';
import { problemOf } from './refusals.ts';
import { fillSearchPage, type SearchPosition } from './search.ts';
import { withThumbnails } from './thumbnails/in-list.ts';

/** Where a page ends: in the list, or in what a search has found. */
export type FeedPosition = ListPosition | SearchPosition;

/** A list of the catalogue; what the license's products select is added here. */
export interface FeedQuery extends Omit<ListQuery, 'selections' | 'after'> {
  /** What is asked beyond the list: then it is searched for, with all the rest. */
  words?: SearchWords;
  subject?: string;
  place?: string;
  after?: FeedPosition;
}

export interface FeedPage {
  items: FeedItem[];
  next: FeedPosition | null;
}

/** An item of the list, with what its delivery would be judged on. */
export interface Listed {
  shown: FeedItem;
  article: CachedArticle;
  permit: Permit;
  /** Where a page ends whose last item it is. */
  at: FeedPosition;
}

export interface ListedPage {
  items: Listed[];
  next: FeedPosition | null;
}

export async function feedPage(env: Env, principal: PartnerPrincipal, query: FeedQuery): Promise<FeedPage> {
  return listedPage(env, principal, query, (state, { items, next }) => {
    const page = { items: items.map((one) => withThumbnails(env, principal, one, query.now)), next };
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
  return withFreshState(env, principal, async (state): Promise<Attempted<T>> => {
    const over = licenseInForce(state.license, query.now);
    if (over?.kind === 'refuse') {
      const confirmed = await confirm(env, principal, { ...state, value: () => null });
      if (confirmed.kind === 'stale') return confirmed;
      throw new Refusal(problemOf(over));
    }
    const { page, items } = await filled(env, principal, state, query);
    const judged: JudgedOn = { ...state.judged, items };
    return answer({ ...state, judged }, page);
  });
}

interface Filled {
  page: ListedPage;
  /** All that were judged, with their sequences. */
  items: Record<string, number>;
}

/** A cursor is bound to its query, so that a place of the one kind never comes to the other. */
async function filled(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  { after, ...query }: FeedQuery,
): Promise<Filled> {
  const { words, subject, place, limit, now, ...narrowed } = query;
  if (words === undefined && subject === undefined && place === undefined) {
    const list = after && 'id' in after ? { ...query, after } : query;
    return fillPage(env, principal, state, list);
  }
  const search = {
    ...narrowed,
    ...(words && { words }),
    ...(subject !== undefined && { subject }),
    ...(place !== undefined && { place }),
  };
  const from = after && 'row' in after ? after : undefined;
  return fillSearchPage(env, principal, state, { search, after: from, limit, now });
}

/** Reads on while a page is not full and there is more, because much of the catalogue may not be for this license. */
async function fillPage(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  query: Omit<ListQuery, 'selections'>,
): Promise<Filled> {
  const found: Listed[] = [];
  const judgedItems: Record<string, number> = {};
  let after: ListPosition | null = query.after ?? null;
  for (let reads = 0; reads < PAGE_READS_MAX; reads++) {
    const listed = await readListed(env, state, query, after);
    const entries = await mapConcurrent(listed.items, (row) => feedItem(env, principal, state, row, query));
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

async function readListed(
  env: Env,
  { license }: Attempt,
  query: Omit<ListQuery, 'selections'>,
  after: ListPosition | null,
) {
  const selections: Selection[] = license.bundle.products.map(({ selection }) => selection);
  return during('articles', () => listItems(env.DB, { ...query, selections, ...(after && { after }) }));
}

async function feedItem(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  row: ListedItem,
  { now }: Pick<FeedQuery, 'now'>,
): Promise<Listed | null> {
  // The list was read from D1 just now: a cached article is as good as its sequence, on a second attempt too.
  const article = await unlessMissing(
    loadArticleContext(env, row.id, { fresh: false, atLeast: row.seq, now }),
  );
  if (!article) return null;
  const judgement = duringSync('rights', () =>
    judgeRequest(state.license, article, { entitlement: principal.entitlement, use: {}, now }),
  );
  if (judgement.kind !== 'permit') return null;
  const shown = feedItemOf(article.snapshot.item, judgement, agencyOf(env).publicUrl);
  const at = { versionCreated: row.versionCreated, id: row.id };
  return { shown, article, permit: judgement, at };
}
