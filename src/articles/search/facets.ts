/**
 * What a list may be narrowed by, as words of an index: so a frequent word in a rare section is found without reading all that has the
 * word. Hashed: values are free text. Pure.
 */
import { createHash } from 'node:crypto';
import type { Selection } from '../../licensing/covers.ts';
import { SEARCH_SELECTION_FACETS_MAX } from '../limits.ts';
import { wordsOf } from './words.ts';

/** A letter each, so that none is taken for another. */
const KINDS = {
  component: 'k',
  section: 's',
  type: 't',
  /** The tag as it is. */
  language: 'l',
  /** The tag and what it is a kind of: en of en-GB. */
  range: 'r',
  /** As products select by it. */
  subject: 'u',
  /** Of the text's own description, which goes where the text goes. */
  about: 'm',
  place: 'p',
} as const;

export type FacetKind = keyof typeof KINDS;

/** Every row has it: what is not asked for by any word is asked for by this one. */
export const ANY = 'all';
/** 48 bits: what is found is looked at again. */
const HASH_CHARS = 12;

export function facet(kind: FacetKind, value: string): string {
  const hash = createHash('sha256').update(value).digest('hex').slice(0, HASH_CHARS);
  return `${KINDS[kind]}${hash}`;
}

/** A place by its name or code, however it is written. */
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

/** Of any of the values. Null: they say nothing. */
function anyOf(kind: FacetKind, values: string[] | undefined): string[] | null {
  return values === undefined ? null : values.map((value) => facet(kind, value));
}

/**
 * FTS5 for what these selections cover, without their days; undefined: it would be too long to be of use, or all is covered. What it
 * finds is selected once more, exactly.
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
