/** Compiled patterns. phrases/types.ts describes their notation. */
import { PHRASE_WORDS_MAX } from '../limits.ts';
import type { Bound } from './dates.ts';
import type { MeaningKey, Slot } from './meanings.ts';
import { allThings, BOOKS, LANGUAGES } from './phrases/index.ts';
import { fold } from './words.ts';

export type Element =
  | { kind: 'word'; any: ReadonlySet<string>; optional: boolean; afterComma: boolean }
  | { kind: 'slot'; slot: PatternSlot; afterComma: boolean };

/** Slots of meanings, lists of things, and dates that bound the phrase. */
export type PatternSlot = Slot | 'things' | Bound;

export interface Pattern {
  /** Meaning of the pattern. Undefined: a frame, which has the meanings of its things. */
  key: MeaningKey | undefined;
  elements: readonly Element[];
}

/** Patterns by their first words; `open` ones can begin with a slot. */
export interface Book {
  byFirst: ReadonlyMap<string, readonly Pattern[]>;
  open: readonly Pattern[];
}

let book: Book | undefined;

/** Built when the first text is read. */
export function phraseBook(): Book {
  book ??= bookOf(
    LANGUAGES.flatMap((language) => {
      const { phrases, frames } = BOOKS[language];
      return [
        ...frames.map(([pattern]) => ({ key: undefined, elements: elementsOf(pattern) })),
        ...Object.entries(phrases).flatMap(([key, list]) =>
          list.map(([pattern]) => ({ key: key as MeaningKey, elements: elementsOf(pattern) })),
        ),
      ];
    }),
  );
  return book;
}

export function bookOf(patterns: readonly Pattern[]): Book {
  const byFirst = new Map<string, Pattern[]>();
  const open: Pattern[] = [];
  for (const pattern of patterns) {
    const first = firstWords(pattern.elements);
    if (!first) open.push(pattern);
    for (const word of first ?? []) byFirst.set(word, [...(byFirst.get(word) ?? []), pattern]);
  }
  return { byFirst, open };
}

/** Undefined: the pattern can begin with a slot. */
function firstWords(elements: readonly Element[]): Set<string> | undefined {
  const words = new Set<string>();
  for (const element of elements) {
    if (element.kind === 'slot') return undefined;
    for (const word of element.any) words.add(word);
    if (!element.optional) return words;
  }
  return words;
}

const SLOTS: ReadonlySet<string> = new Set([
  'territories',
  'period',
  'number',
  'size',
  'event',
  'line',
  'things',
  'until',
  'before',
  'after',
  'from',
]);

/**
 * Compiles a pattern. Patterns are our own data or checked by custom-phrases.ts, so one that is too long is a
 * bug, and throws.
 */
export function elementsOf(pattern: string): Element[] {
  const parts = pattern.split(' ');
  if (parts.length > PHRASE_WORDS_MAX)
    throw new Error(`phrase of more than ${PHRASE_WORDS_MAX} words: ${pattern}`);
  return parts.map((part, position): Element => {
    const afterComma = parts[position - 1]?.endsWith(',') ?? false;
    const bare = part.replace(/^\[|\]$|,$/g, '');
    const slot = /^\{(\w+)\}$/.exec(bare)?.[1];
    if (slot !== undefined && SLOTS.has(slot)) return { kind: 'slot', slot: slot as PatternSlot, afterComma };
    return {
      kind: 'word',
      any: new Set(bare.split('|').map(fold)),
      optional: part.startsWith('['),
      afterComma,
    };
  });
}

/** Things by their first word, longest first. */
let things: Map<string, { words: string[]; key: MeaningKey }[]> | undefined;

export function thingsFrom(first: string): readonly { words: string[]; key: MeaningKey }[] {
  if (!things) {
    things = new Map();
    for (const [key, name] of allThings()) {
      const words = name.split(' ').map(fold);
      const list = things.get(words[0] ?? '') ?? [];
      things.set(
        words[0] ?? '',
        [...list, { words, key }].sort((a, b) => b.words.length - a.words.length),
      );
    }
  }
  return things.get(first) ?? [];
}
