/** A search as FTS5 reads it, and a page of what it finds. */
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
  /** Milliseconds, UTC: from this one, and before that one. */
  since?: number;
  until?: number;
}

export interface SearchScope {
  selections: readonly Selection[];
  /** What the license may have any of; absent: any. */
  components?: readonly ComponentType[];
  /** Embargoed items too. */
  advance: boolean;
  now: number;
}

/** One expression: words, what they are narrowed by, and what the license could have. */
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

/** Rows below a row, newest first. `more`: there may be others after them. */
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
