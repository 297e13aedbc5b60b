/** Fills the slots of a pattern from the words at a position. */
import { boundSlot } from './bounds.ts';
import { type Bound, momentAt, monthNumber, periodAt } from './dates.ts';
import type { MeaningKey, Slot } from './meanings.ts';
import { type PatternSlot, thingsFrom } from './pattern.ts';
import { placesAt, type UnclearPlace } from './places.ts';
import { sizeAt } from './sizes.ts';
import { memoizeByPosition, type Word } from './words.ts';

export interface Slots {
  /** Codes and names of sets. */
  territories?: string[];
  /** ISO 8601 duration. */
  period?: string;
  number?: string;
  size?: string;
  event?: string;
  line?: string;
  /** Places to which the restriction is limited. */
  in?: string[];
  /** Instant at which the restriction lifts, or begins. ISO 8601. */
  until?: string;
  after?: string;
  /** The time of the bound names no zone. */
  zoneless?: true;
  /** Question about an ambiguous value, and its topic. */
  confirm?: string;
  unclear?: UnclearPlace[];
}

export interface SlotFilling {
  slots: Slots;
  /** For things: the meaning of forbidding each. */
  keys?: MeaningKey[];
  end: number;
}

export function fillings(words: readonly Word[], at: number, slot: PatternSlot): SlotFilling[] {
  switch (slot) {
    case 'territories':
      return territoriesAt(words, at);
    case 'things':
      return thingLists(words, at);
    case 'period':
      return singleFilling('period', periodAt(words, at));
    case 'size':
      return singleFilling('size', sizeAt(words, at));
    case 'number':
      return singleFilling('number', numberAt(words, at));
    case 'until':
    case 'before':
    case 'after':
    case 'from':
      return boundsAt(words, at, slot);
    case 'event':
      return clauses(words, at)
        .filter((clause) => isEvent(words.slice(at, clause.end)))
        .map(({ value, end }) => ({ slots: { event: value }, end }));
    case 'line':
      return clauses(words, at).map(({ value, end }) => ({ slots: { line: value }, end }));
  }
}

const territoriesAt = memoizeByPosition((words, at): SlotFilling[] =>
  placesAt(words, at).map(({ names, end, ...question }) => ({
    slots: { territories: names, ...question },
    end,
  })),
);

function singleFilling(slot: Slot, value: { value: string; end: number } | undefined): SlotFilling[] {
  return value ? [{ slots: { [slot]: value.value }, end: value.end }] : [];
}

function boundsAt(words: readonly Word[], at: number, bound: Bound): SlotFilling[] {
  const moment = momentAt(words, at, bound);
  return moment ? [{ slots: boundSlot(bound, moment), end: moment.end }] : [];
}

/** Numbers from two: once has its own phrases. */
function numberAt(words: readonly Word[], at: number) {
  const { folded = '' } = words[at] ?? {};
  const value = NUMBERS[folded] ?? folded;
  return /^([2-9]|[1-9]\d{1,3})$/.test(value) ? { value, end: at + 1 } : undefined;
}

const NUMBERS: Record<string, string> = {
  TWO: '2',
  THREE: '3',
  ZWEI: '2',
  DREI: '3',
  DEUX: '2',
  TROIS: '3',
  DOS: '2',
  TRES: '3',
};

/** Maximum words of one event or credit line: longer text is a sentence, not a name. */
const CLAUSE_WORDS_MAX = 12;

/**
 * Free words up to a comma or the end of the sentence, in every length: the reading with the fewest leftover
 * words is chosen.
 */
function clauses(words: readonly Word[], at: number): { value: string; end: number }[] {
  const clauseList: { value: string; end: number }[] = [];
  let value = '';
  for (let end = at; end < Math.min(words.length, at + CLAUSE_WORDS_MAX); end += 1) {
    const word = words[end];
    if (!word || (end > at && word.before !== 'space' && word.before !== 'slash')) break;
    value += `${end === at ? '' : separatorOf(word)}${word.raw}`;
    clauseList.push({ value, end: end + 1 });
  }
  return clauseList;
}

/** Reads back as the same words. */
function separatorOf({ before, joined }: Word): string {
  if (before === 'slash') return '/';
  return joined ? '-' : ' ';
}

/** Words that look like an unreadable date are no event, and neither is an article alone. */
function isEvent(words: readonly Word[]): boolean {
  const dated = words.some(({ folded }) => /^\d/.test(folded) || monthNumber(folded));
  return !dated && words.some(({ folded }) => folded.length > 3);
}

const JOINERS = new Set(['AND', 'UND', 'ET', 'Y', 'OR', 'ODER', 'OU', 'O', 'NOR', 'NI', 'NOCH']);

function thingLists(words: readonly Word[], start: number): SlotFilling[] {
  const lists: SlotFilling[] = [];
  const keys: MeaningKey[] = [];
  for (let next = start; lists.length < THINGS_MAX; ) {
    const thing = thingAt(words, next, next > start);
    if (!thing) break;
    keys.push(thing.key);
    lists.push({ slots: {}, keys: [...new Set(keys)], end: thing.end });
    const joiner = words[thing.end];
    if (!joiner || joiner.before === 'sentence') break;
    const joined = JOINERS.has(joiner.folded);
    // Things without a separator are no list, like "no internet sales".
    if (!joined && joiner.before === 'space') break;
    next = joined ? thing.end + 1 : thing.end;
  }
  return lists;
}

/** Maximum things in one list: more than exist. Bounds the work on hostile text. */
const THINGS_MAX = 30;

function thingAt(
  words: readonly Word[],
  at: number,
  listed: boolean,
): { key: MeaningKey; end: number } | undefined {
  const first = words[at];
  if (!first || (listed && first.before === 'sentence')) return undefined;
  const found = thingsFrom(first.folded).find((thing) =>
    thing.words.every(
      (word, offset) =>
        words[at + offset]?.folded === word && (offset === 0 || words[at + offset]?.before === 'space'),
    ),
  );
  return found && { key: found.key, end: at + found.words.length };
}
