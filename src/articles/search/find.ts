/** Builds the FTS5 expression of a search, and reads a page of its results. */
import type { ComponentType } from '../../rights/terms.ts';
import type { Selection } from '../read-store.ts';
import { ANY, facet, joinExpressions, placeFacet, selectionMatch } from './facets.ts';
import { matchOf, type SearchWords } from './query.ts';
import { type FoundRow, foundStatement, rowsSince } from './store.ts';

export type { FoundRow } from './store.ts';

export interface SearchQuery {
  words?: SearchWords;
  section?: string;
  type?: string;
  language?: string;
  subject?: string;
  place?: string;
  /** Milliseconds, UTC; `since` inclusive, `until` exclusive. */
  since?: number;
  until?: number;
}

export interface SearchScope {
  selections: readonly Selection[];
  /** Component types of which the license has any. Absent: all types. */
  components?: readonly ComponentType[];
  /** True: includes embargoed items. */
  advance: boolean;
  now: number;
}

/** Builds one expression: words, filters, and what the license may cover. */
export function matchFor(query: SearchQuery, { selections, components }: SearchScope): string {
  const { words, section, type, language, subject, place } = query;
  const facets = [
    section !== undefined && facet('section', section),
    type !== undefined && facet('type', type),
    language !== undefined && facet('language', language),
    subject !== undefined && facet('about', subject),
    place !== undefined && placeFacet(place),
    components &&
      components.length > 0 &&
      joinExpressions(
        components.map((type) => facet('component', type)),
        'OR',
      ),
    selectionMatch(selections),
  ].filter((expression) => typeof expression === 'string');
  const required = [
    ...(words?.all ?? []).map((term) => `words : ${matchOf(term)}`),
    `facets : ${joinExpressions(facets.length > 0 ? facets : [ANY], 'AND')}`,
  ];
  const excluded = (words?.none ?? []).map((term) => `words : ${matchOf(term)}`);
  const requiredMatch = joinExpressions(required, 'AND');
  return excluded.length > 0 ? `${requiredMatch} NOT ${joinExpressions(excluded, 'OR')}` : requiredMatch;
}

/** Returns rows below a row, newest first. `more`: there may be further rows. */
export async function findRows(
  db: D1Database,
  query: SearchQuery,
  scope: SearchScope,
  { below, limit }: { below?: string | undefined; limit: number },
): Promise<{ rows: FoundRow[]; more: boolean }> {
  const { results } = await foundStatement(db, {
    match: matchFor(query, scope),
    selections: scope.selections,
    advance: scope.advance,
    now: scope.now,
    limit,
    ...(query.since !== undefined && { from: rowsSince(query.since) }),
    ...(below !== undefined && { below }),
    ...(query.until !== undefined && { end: rowsSince(query.until) }),
  }).all<FoundRow>();
  return { rows: results, more: results.length === limit };
}
