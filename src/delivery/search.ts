/**
 * A page of search results. A component's words find its item only if that component is available, so words
 * of withheld content find nothing.
 * Gaps must not reveal withheld items either. `next` is present only if another available item was found; the
 * number of items examined does not depend on the caller's parameters; and `next` names the position of the
 * last item shown. One case remains: a word in more than `SEARCH_JUDGED_MAX` items of the license's products,
 * all withheld by restrictions, ends a page that is not full.
 */
import { unlessMissing } from '../articles/missing.ts';
import { type FoundRow, findRows, type SearchQuery, type SearchScope } from '../articles/search/find.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { loadArticleContext } from './decision-context.ts';
import { feedItemOf } from './feed-item.ts';
import type { Attempt } from './fresh-state.ts';
import { judgeRequest } from './judge.ts';
import { SEARCH_JUDGED_MAX, SEARCH_ROWS_READ } from './limits.ts';
import type { FeedPosition, ListedArticle, ListedPage } from './list.ts';
import { mapConcurrent } from './map-concurrent.ts';

/** End of a search page: the next one is below this row. */
export interface SearchPosition {
  row: string;
}

export interface SearchRequest {
  search: SearchQuery;
  after?: SearchPosition | undefined;
  limit: number;
  now: number;
}

interface SearchPage {
  page: ListedPage;
  items: Record<string, number>;
}

export async function fillSearchPage(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  { search, after, limit, now }: SearchRequest,
): Promise<SearchPage> {
  const scope = scopeOf(state, principal, now);
  const judgements = new Map<string, Promise<ListedArticle | null>>();
  const judged: Record<string, number> = {};
  const listedArticles = new Map<string, ListedArticle>();
  const judge = (row: FoundRow) => {
    const judgement = judgements.get(row.id) ?? judgeRow(env, principal, state, row, now);
    judgements.set(row.id, judgement);
    judged[row.id] = row.seq;
    return judgement;
  };
  const page = (next: FeedPosition | null) => ({
    page: { items: [...listedArticles.values()].slice(0, limit), next },
    items: judged,
  });
  let below = after?.row;
  for (;;) {
    const { rows, more } = await findRows(env.DB, search, scope, { below, limit: SEARCH_ROWS_READ });
    for (const group of groupsOf(rows)) {
      const answers = await mapConcurrent(group, judge);
      for (const [index, row] of group.entries()) {
        const listed = answers[index];
        if (listed && isPermitted(listed, row) && !listedArticles.has(row.id))
          listedArticles.set(row.id, listed);
      }
      // A next page exists only if one more item than the page shows was found.
      if (listedArticles.size > limit) return page([...listedArticles.values()][limit - 1]?.at ?? null);
    }
    below = rows.at(-1)?.row;
    if (!more || below === undefined) return page(null);
    if (judgements.size >= SEARCH_JUDGED_MAX) return page({ row: below });
  }
}

/** Fixed size, whatever the page's limit. */
function groupsOf(rows: FoundRow[]): FoundRow[][] {
  const groups: FoundRow[][] = [];
  for (let start = 0; start < rows.length; start += GROUP) groups.push(rows.slice(start, start + GROUP));
  return groups;
}
const GROUP = 12;

function isPermitted({ permit }: ListedArticle, { component }: FoundRow): boolean {
  return permit.components.some(({ id }) => id === component);
}

/** Largest set of items that the license could have; the search examines nothing else. */
function scopeOf({ license }: Attempt, { entitlement }: PartnerPrincipal, now: number): SearchScope {
  const { products, license: agreed } = license.bundle;
  const { components: licensed } = agreed.terms;
  const { datatypes } = entitlement;
  const components =
    licensed && datatypes
      ? licensed.filter((datatype) => datatypes.includes(datatype))
      : (datatypes ?? licensed);
  return {
    selections: products.map(({ selection }) => selection),
    ...(components && { components }),
    advance: agreed.terms.advance === true,
    now,
  };
}

async function judgeRow(
  env: Env,
  { entitlement }: PartnerPrincipal,
  state: Attempt,
  row: FoundRow,
  now: number,
): Promise<ListedArticle | null> {
  const article = await unlessMissing(
    loadArticleContext(env, row.id, { fresh: false, atLeast: row.seq, now }),
  );
  // The index row is of another state than the article; that state has words of its own.
  if (article?.snapshot.item.seq !== row.seq) return null;
  const permit = judgeRequest(state.license, article, { entitlement, use: {}, now });
  if (permit.kind !== 'permit') return null;
  const feedItem = feedItemOf(article.snapshot.item, permit, agencyOf(env).publicUrl);
  return { feedItem, article, permit, at: { row: row.first } };
}
