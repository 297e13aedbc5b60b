/** Finds the longest phrase at a word. */
import { PHRASE_WORDS_MAX } from '../limits.ts';
import { placesAt } from './countries.ts';
import { dateAt, endOfDay, periodAt } from './dates.ts';
import { MEANING_KEYS, type MeaningKey, meaning } from './meanings.ts';
import { PHRASES } from './phrases.ts';
import { fold, type Word } from './words.ts';

/** What a phrase names. */
export interface Slots {
  /** Codes and names of sets. */
  territories?: string[];
  /** ISO 8601 duration. */
  period?: string;
  /** The instant at which the restriction lifts, ISO 8601. */
  until?: string;
  /** A question that what is named leaves open. */
  confirm?: string;
}

export interface Match {
  key: MeaningKey;
  slots: Slots;
  /** Position after the last word. */
  end: number;
}

type Element =
  | { kind: 'word'; any: ReadonlySet<string>; optional: boolean; afterComma: boolean }
  | { kind: 'territories' }
  | { kind: 'period' };

interface Pattern {
  key: MeaningKey;
  elements: Element[];
}

let book: Pattern[] | undefined;

function patterns(): Pattern[] {
  book ??= MEANING_KEYS.flatMap((key) =>
    PHRASES[key].map((pattern) => ({ key, elements: elementsOf(pattern) })),
  );
  return book;
}

/** Patterns are our own data: one that is too long is a bug, found by the first test that reads anything. */
function elementsOf(pattern: string): Element[] {
  const parts = pattern.split(' ');
  if (parts.length > PHRASE_WORDS_MAX)
    throw new Error(`phrase of more than ${PHRASE_WORDS_MAX} words: ${pattern}`);
  return parts.map((part, position): Element => {
    if (part === '{territories}') return { kind: 'territories' };
    if (part === '{period}') return { kind: 'period' };
    const bare = part.replace(/^\[|\]$|,$/g, '');
    const afterComma = parts[position - 1]?.endsWith(',') ?? false;
    return {
      kind: 'word',
      any: new Set(bare.split('|').map(fold)),
      optional: part.startsWith('['),
      afterComma,
    };
  });
}

/** The phrase that accounts for most words from `start`; undefined when none begins there. */
export function longestMatch(words: readonly Word[], start: number): Match | undefined {
  let best: Match | undefined;
  for (const { key, elements } of patterns()) {
    const found = matchFrom(words, start, start, elements, 0, {});
    if (found && found.end > (best?.end ?? start)) best = { key, ...found };
  }
  return best && withUntil(words, best);
}

function matchFrom(
  words: readonly Word[],
  start: number,
  at: number,
  elements: readonly Element[],
  position: number,
  slots: Slots,
): { slots: Slots; end: number } | undefined {
  const element = elements[position];
  if (!element) return { slots, end: at };
  const next = (end: number, more: Slots) =>
    matchFrom(words, start, end, elements, position + 1, { ...slots, ...more });
  const word = words[at];
  // A phrase stays within its sentence, and commas only part the members of a list.
  const joined = word !== undefined && (at === start || word.before === 'space');
  if (element.kind === 'word') {
    const taken =
      (joined || (element.afterComma && word?.before === 'comma')) && word && element.any.has(word.folded)
        ? next(at + 1, {})
        : undefined;
    return taken ?? (element.optional ? next(at, {}) : undefined);
  }
  if (!joined) return undefined;
  if (element.kind === 'period') {
    const period = periodAt(words, at);
    return period && next(period.end, { period: period.value });
  }
  const places = placesAt(words, at);
  return (
    places &&
    next(places.end, { territories: places.names, ...(places.confirm && { confirm: places.confirm }) })
  );
}

const UNTIL = new Set(['UNTIL', 'TILL', 'BIS', 'HASTA', 'JUSQU']);
const UNTIL_FILLERS = new Set(['THE', 'ZUM', 'AU', 'EL']);

/** `… UNTIL 20 NOV 2026` belongs to the phrase just before it: the narrowest reading of when anything is allowed again. */
function withUntil(words: readonly Word[], match: Match): Match {
  const word = words[match.end];
  const forbids = meaning(match.key).rules.every((rule) => rule.as === 'prohibition');
  if (!word || !forbids || word.before === 'sentence' || !UNTIL.has(word.folded)) return match;
  const from = UNTIL_FILLERS.has(words[match.end + 1]?.folded ?? '') ? match.end + 2 : match.end + 1;
  const day = words[from]?.before === 'sentence' ? undefined : dateAt(words, from);
  return day ? { ...match, slots: { ...match.slots, until: endOfDay(day.value) }, end: day.end } : match;
}
