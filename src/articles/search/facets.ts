/**
 * Filters of a list as words of the index, so that a frequent word in a rare section is found without reading
 * all rows with the word. Hashed, because values are free text. Pure.
 */
import { createHash } from 'node:crypto';
import type { Selection } from '../../licensing/covers.ts';
import { SEARCH_SELECTION_FACETS_MAX } from '../limits.ts';
import { wordsOf } from './words.ts';

/** One letter each, so that no kind is mistaken for another. */
const KINDS = {
  component: 'k',
  section: 's',
  type: 't',
  language: 'l',
  /** The tag and its prefixes: en of en-GB. */
  range: 'r',
  /** Subjects by which products select. */
  subject: 'u',
  /** Subjects of the text's own description, which is delivered with the text. */
  about: 'm',
  place: 'p',
} as const;

export type FacetKind = keyof typeof KINDS;

/** Every row has this word. A query without other facets uses it. */
export const ANY = 'all';
/** 48 bits: matches are checked again exactly. */
const HASH_CHARS = 12;

export function facet(kind: FacetKind, value: string): string {
  const hash = createHash('sha256').update(value).digest('hex').slice(0, HASH_CHARS);
  return `${KINDS[kind]}${hash}`;
}

/** A place by its name or code, in any spelling. */
export function placeFacet(name: string): string {
  return facet(
    'place',
    wordsOf(name)
      .map(({ text }) => text)
      .join(' '),
  );
}

/** `de-AT-1996`: de-at-1996, de-at, de. */
export function rangesOf(tag: string): string[] {
  const subtags = tag.toLowerCase().split('-');
  return subtags.map((_, end) => subtags.slice(0, end + 1).join('-'));
}

/** Facets of any of the values. Null: no filter. */
function anyOf(kind: FacetKind, values: string[] | undefined): string[] | null {
  return values === undefined ? null : values.map((value) => facet(kind, value));
}

/**
 * FTS5 expression for items that the selections cover, apart from their days. Undefined: it would be too long
 * to help, or everything is covered. Matches are checked again exactly.
 */
export function selectionMatch(selections: readonly Selection[]): string | undefined {
  const lists = selections.map(({ sections, types, subjects, languages }) =>
    [
      anyOf('section', sections),
      anyOf('type', types),
      anyOf('subject', subjects),
      anyOf(
        'range',
        languages?.map((tag) => tag.toLowerCase()),
      ),
    ].filter((list) => list !== null),
  );
  const size = lists.flat(2).length;
  if (
    size === 0 ||
    size > SEARCH_SELECTION_FACETS_MAX ||
    lists.some((alternatives) => alternatives.length === 0)
  )
    return undefined;
  // An empty list covers nothing.
  const nonEmptyLists = lists.filter((alternatives) => alternatives.every((list) => list.length > 0));
  if (nonEmptyLists.length === 0) return undefined;
  return joinExpressions(
    nonEmptyLists.map((alternatives) =>
      joinExpressions(
        alternatives.map((list) => joinExpressions(list, 'OR')),
        'AND',
      ),
    ),
    'OR',
  );
}

export function joinExpressions(parts: string[], by: 'AND' | 'OR'): string {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(` ${by} `)})`;
}
