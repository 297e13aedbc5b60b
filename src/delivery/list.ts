/**
 * The list of articles that the license may use, newest first. Each item is judged as its delivery would be,
 * and one check call confirms the whole page. Nothing is recorded, because a list delivers no content.
 */
import { catalogueWrites } from '../articles/catalogue-writes.ts';
import {
  type ListedItem,
  type Listing,
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
import { noteLookup } from '../platform/metrics/isolate.ts';
import { Refusal } from '../platform/problem.ts';
import { during, duringSync } from '../platform/request-scope.ts';
import { listings } from './caches.ts';
import { loadArticleContext } from './decision-context.ts';
import { type FeedItem, feedItemOf } from './feed-item.ts';
import { type Attempt, type Attempted, confirm, withFreshState } from './fresh-state.ts';
import { judgeRequest, licenseInForce, type Permit } from './judge.ts';
import { LISTING_CACHE_MS, PAGE_READS_MAX } from './limits.ts';
import { mapConcurrent } from './map-concurrent.ts';
import { problemOf } from './refusals.ts';
import { fillSearchPage, type SearchPosition } from './search.ts';
import { withThumbnails } from './thumbnails/in-list.ts';
import type { CachedArticle } from './types.ts';

export type FeedPosition = ListPosition | SearchPosition;

/** Query of the catalogue; the selections of the license's products are added here. */
export interface FeedQuery extends Omit<ListQuery, 'selections' | 'after'> {
  /** With one of these members, the query goes to the search index. */
  words?: SearchWords;
  subject?: string;
  place?: string;
  after?: FeedPosition;
}

export interface FeedPage {
  items: FeedItem[];
  next: FeedPosition | null;
}

export interface ListedArticle {
  feedItem: FeedItem;
  article: CachedArticle;
  permit: Permit;
  at: FeedPosition;
}

export interface ListedPage {
  items: ListedArticle[];
  next: FeedPosition | null;
}

export async function feedPage(env: Env, principal: PartnerPrincipal, query: FeedQuery): Promise<FeedPage> {
  return listedPage(env, principal, query, (state, { items, next }) => {
    const page = { items: items.map((article) => withThumbnails(env, principal, article, query.now)), next };
    return confirm(env, principal, { ...state, value: () => page });
  });
}

/**
 * `answer` makes the one call to the ledger that confirms the page; `judged` in its state lists everything
 * the page depends on.
 */
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
    const { page, items } = await loadPage(env, principal, state, query);
    const judged: JudgedOn = { ...state.judged, items };
    return answer({ ...state, judged }, page);
  });
}

interface FilledPage {
  page: ListedPage;
  items: Record<string, number>;
}

/** A cursor is bound to its query, so a search never gets a position of the list, or vice versa. */
async function loadPage(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  { after, ...query }: FeedQuery,
): Promise<FilledPage> {
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

/**
 * Reads further catalogue pages until the page is full, because much of the catalogue may not be for this
 * license.
 */
async function fillPage(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  query: Omit<ListQuery, 'selections'>,
): Promise<FilledPage> {
  const articles: ListedArticle[] = [];
  const judgedItems: Record<string, number> = {};
  let after: ListPosition | null = query.after ?? null;
  for (let reads = 0; reads < PAGE_READS_MAX; reads++) {
    const listed = await readListing(env, state, query, after);
    const entries = await mapConcurrent(listed.items, (row) => feedItem(env, principal, state, row, query));
    for (const [index, row] of listed.items.entries()) {
      after = row;
      judgedItems[row.id] = row.seq;
      const entry = entries[index];
      if (entry) articles.push(entry);
      if (articles.length === query.limit) break;
    }
    const exhausted = listed.next === null && after?.id === listed.items.at(-1)?.id;
    if (exhausted || listed.items.length === 0)
      return { page: { items: articles, next: null }, items: judgedItems };
    if (articles.length === query.limit) break;
  }
  return {
    page: { items: articles, next: after && { versionCreated: after.versionCreated, id: after.id } },
    items: judgedItems,
  };
}

/**
 * Reads a page of the catalogue, or takes it from the cache. Partners poll at the full minute, and those with
 * the same products share one read a second. The judgement and the ledger decide on each item, so only an item
 * that another isolate has just added, released or changed may come later.
 */
async function readListing(
  env: Env,
  { license, fresh }: Attempt,
  { now, ...query }: Omit<ListQuery, 'selections'>,
  after: ListPosition | null,
): Promise<Listing> {
  const selections: Selection[] = license.bundle.products.map(({ selection }) => selection);
  const page = { ...query, selections, ...(after && { after }) };
  const key = JSON.stringify(page);
  const writes = catalogueWrites();
  const cached = fresh ? undefined : listings.get(key);
  const isValid = cached !== undefined && cached.untilMs > now && cached.writes === writes;
  noteLookup('listings', isValid);
  if (isValid) return cached.listing;
  const listing = await during('articles', () => listItems(env.DB, { ...page, now }));
  listings.set(key, { listing, writes, untilMs: now + LISTING_CACHE_MS, keyChars: key.length });
  return listing;
}

async function feedItem(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  row: ListedItem,
  { now }: Pick<FeedQuery, 'now'>,
): Promise<ListedArticle | null> {
  // A second attempt has read the row from D1, so a cached article of at least its sequence is current. On the
  // first attempt, the ledger reports a later sequence.
  const article = await unlessMissing(
    loadArticleContext(env, row.id, { fresh: false, atLeast: row.seq, now }),
  );
  if (!article) return null;
  const judgement = duringSync('rights', () =>
    judgeRequest(state.license, article, { entitlement: principal.entitlement, use: {}, now }),
  );
  if (judgement.kind !== 'permit') return null;
  const feedItem = feedItemOf(article.snapshot.item, judgement, agencyOf(env).publicUrl);
  const at = { versionCreated: row.versionCreated, id: row.id };
  return { feedItem, article, permit: judgement, at };
}
