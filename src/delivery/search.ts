/**
 * A page of a search. An item is found by a component only where that component may be had: words of what is withheld find nothing.
 *
 * What is found and may not be had must not show by what is missing either. So `next` leads on only where another item was found that
 * may be had; how much is looked through depends on nothing that the caller chooses; and the place that `next` names is that of the
 * last item shown. What is left: a word that stands in more than `SEARCH_JUDGED_MAX` items of the license's products, all withheld
 * by restrictions, ends a page that is not full.
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
import type { FeedPosition, Listed, ListedPage } from './list.ts';
import { mapConcurrent } from './map-concurrent.ts';

/** Where a page of a search ends: the next one is below this row. */
export interface SearchPosition {
  row: string;
}

export interface SearchAsked {
  search: SearchQuery;
  after?: SearchPosition | undefined;
  limit: number;
  now: number;
}

interface SearchPage {
  page: ListedPage;
  /** All that were judged, with their sequences. */
  items: Record<string, number>;
}

export async function fillSearchPage(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  { search, after, limit, now }: SearchAsked,
): Promise<SearchPage> {
  const scope = scopeOf(state, principal, now);
  const seen = new Map<string, Promise<Listed | null>>();
  const judged: Record<string, number> = {};
  const shown = new Map<string, Listed>();
  const judge = (row: FoundRow) => {
    const known = seen.get(row.id) ?? judgeRow(env, principal, state, row, now);
    seen.set(row.id, known);
    judged[row.id] = row.seq;
    return known;
  };
  const page = (next: FeedPosition | null) => ({
    page: { items: [...shown.values()].slice(0, limit), next },
    items: judged,
  });
  let below = after?.row;
  for (;;) {
    const { rows, more } = await findRows(env.DB, search, scope, { below, limit: SEARCH_ROWS_READ });
    for (const group of groupsOf(rows)) {
      const answers = await mapConcurrent(group, judge);
      for (const [place, row] of group.entries()) {
        const listed = answers[place];
        if (listed && isHad(listed, row) && !shown.has(row.id)) shown.set(row.id, listed);
      }
      // One more than is shown: only then is there a next page.
      if (shown.size > limit) return page([...shown.values()][limit - 1]?.at ?? null);
    }
    below = rows.at(-1)?.row;
    if (!more || below === undefined) return page(null);
    if (seen.size >= SEARCH_JUDGED_MAX) return page({ row: below });
  }
}

/** As many as are loaded at once, whatever the page is. */
function groupsOf(rows: FoundRow[]): FoundRow[][] {
  const groups: FoundRow[][] = [];
  for (let start = 0; start < rows.length; start += GROUP) groups.push(rows.slice(start, start + GROUP));
  return groups;
}
const GROUP = 12;

function isHad({ permit }: Listed, { component }: FoundRow): boolean {
  return permit.components.some(({ id }) => id === component);
}

/** What the license could have at all: what is outside is not even looked at. */
function scopeOf({ license }: Attempt, { entitlement }: PartnerPrincipal, now: number): SearchScope {
  const { products, license: agreed } = license.bundle;
  const { components: licensed } = agreed.terms;
  const { datatypes } = entitlement;
  const components =
    licensed && datatypes ? licensed.filter((one) => datatypes.includes(one)) : (datatypes ?? licensed);
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
): Promise<Listed | null> {
  const article = await unlessMissing(
    loadArticleContext(env, row.id, { fresh: false, atLeast: row.seq, now }),
  );
  // Of another state than the words that were found: the next time it is found by its own.
  if (article?.snapshot.item.seq !== row.seq) return null;
  const permit = judgeRequest(state.license, article, { entitlement, use: {}, now });
  if (permit.kind !== 'permit') return null;
  const shown = feedItemOf(article.snapshot.item, permit, agencyOf(env).publicUrl);
  return { shown, article, permit, at: { row: row.first } };
}
