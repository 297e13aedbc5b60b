/**
 * Reads bounds after a phrase that forbids: a place, an end or a beginning. Each narrows the restriction, so
 * it is read only if it certainly belongs to this phrase and ends there.
 */
import { type Bound, holdsTill, type Moment, momentAt } from './dates.ts';
import type { Match } from './match.ts';
import { meaning } from './meanings.ts';
import { placesAt } from './places.ts';
import type { Slots } from './slots.ts';
import type { Word } from './words.ts';

type BoundSlots = Pick<Slots, 'in' | 'until' | 'after' | 'zoneless' | 'confirm' | 'unclear'>;

/** Returns the match with each bound that follows it. Empty: none does. */
export function withBounds(words: readonly Word[], match: Match): Match[] {
  if (!match.keys.every(forbids) || isTimed(match.slots)) return [];
  const unbounded: BoundedEnd = { bounds: {}, end: match.end };
  const withPlaces = match.keys.every(hasNoPlace) ? placesAfter(words, match.end) : [];
  return [unbounded, ...withPlaces]
    .flatMap((bounded) => [bounded, ...timeAfter(words, bounded)])
    .filter(({ end }) => end > match.end && endsPhrase(words[end]))
    .map(({ bounds, end }) => ({ ...match, slots: { ...match.slots, ...bounds }, end }));
}

/** A pattern with a date has its bound. */
function isTimed({ until, after }: Slots): boolean {
  return until !== undefined || after !== undefined;
}

function forbids(key: Match['keys'][number]): boolean {
  return meaning(key).rules.every(({ as }) => as === 'prohibition');
}

/** "No use in France" is a phrase of its own. */
function hasNoPlace(key: Match['keys'][number]): boolean {
  return (
    key !== 'no-use' &&
    meaning(key).rules.every(({ constraint = [] }) =>
      constraint.every(({ leftOperand }) => leftOperand !== 'spatial'),
    )
  );
}

interface BoundedEnd {
  bounds: BoundSlots;
  end: number;
}

const IN = new Set(['IN', 'EN', 'AU', 'AUX', 'FUR', 'FUER']);

function placesAfter(words: readonly Word[], at: number): BoundedEnd[] {
  const word = words[at];
  if (word?.before !== 'space' || !IN.has(word.folded) || words[at + 1]?.before === 'sentence') return [];
  return placesAt(words, at + 1).map(({ names, end, ...question }) => ({
    bounds: { in: names, ...question },
    end,
  }));
}

const BOUND_WORDS: Record<Bound, string> = {
  until: 'UNTIL TILL BIS HASTA JUSQU',
  before: 'BEFORE VOR AVANT ANTES',
  after: 'AFTER NACH APRES TRAS DESPUES',
  from: 'FROM AB DESDE',
};
const BOUND_OF = new Map(
  Object.entries(BOUND_WORDS).flatMap(([bound, words]) =>
    words.split(' ').map((word) => [word, bound as Bound] as const),
  ),
);

function timeAfter(words: readonly Word[], { bounds, end: at }: BoundedEnd): BoundedEnd[] {
  const word = words[at];
  const bound = word?.before === 'space' ? BOUND_OF.get(word.folded) : undefined;
  if (bound === undefined) return [];
  const moment = momentAt(words, at + 1, bound);
  return moment ? [{ bounds: { ...bounds, ...boundSlot(bound, moment) }, end: moment.end }] : [];
}

/** The slot that an instant fills as a bound. */
export function boundSlot(
  bound: Bound,
  { value, zoneless }: Moment,
): Pick<Slots, 'until' | 'after' | 'zoneless'> {
  return { ...(holdsTill(bound) ? { until: value } : { after: value }), ...(zoneless && { zoneless }) };
}

/**
 * True at the end of the text, a new sentence, a comma or a joining word: other words could change the bound.
 */
function endsPhrase(word: Word | undefined): boolean {
  return (
    word === undefined || word.before === 'sentence' || word.before === 'comma' || JOINERS.has(word.folded)
  );
}

const JOINERS = new Set(['AND', 'UND', 'ET', 'Y']);
