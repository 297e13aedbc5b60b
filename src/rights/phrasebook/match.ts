/** Finds all phrases that begin at a word. */
import { TRIES_MAX } from '../limits.ts';
import { withBounds } from './bounds.ts';
import type { MeaningKey } from './meanings.ts';
import { type Book, type Element, type Pattern, phraseBook } from './pattern.ts';
import { fillings, type SlotFilling, type Slots } from './slots.ts';
import type { Word } from './words.ts';

export interface Match {
  /** Meanings: several if the phrase lists several things. */
  keys: readonly MeaningKey[];
  slots: Slots;
  end: number;
  pattern: Pattern;
}

/**
 * Returns phrases from `start`, each with and without bounds, longest first; at most one for each extent and
 * meaning.
 */
export function matchesAt(words: readonly Word[], start: number): Match[] {
  const unbounded = patternMatches(words, start, phraseBook());
  const all = unbounded.flatMap((match) => [...withBounds(words, match), match]);
  const names = new Set<string>();
  return all
    .sort((a, b) => b.end - a.end)
    .filter(({ end, keys, slots }) => {
      const name = `${end} ${keys} ${slots.until ?? slots.after ?? ''} ${slots.in ?? ''}`;
      return names.has(name) ? false : names.add(name);
    });
}

/**
 * Matches the patterns of a book from a word. Matches of free slots that contain a restriction are dropped.
 */
export function patternMatches(words: readonly Word[], start: number, { byFirst, open }: Book): Match[] {
  const first = words[start];
  if (!first) return [];
  const budget = { left: TRIES_MAX };
  return [...(byFirst.get(first.folded) ?? []), ...open]
    .flatMap((pattern) => matchPattern(words, start, pattern, budget))
    .filter((match) => !swallowsRestriction(words, match));
}

interface MatchState {
  slots: Slots;
  keys?: readonly MeaningKey[];
  free?: number;
}

function matchPattern(
  words: readonly Word[],
  start: number,
  pattern: Pattern,
  budget: { left: number },
): (Match & { free?: number })[] {
  const { key, elements } = pattern;
  const matches: (Match & { free?: number })[] = [];
  const walk = (at: number, position: number, step: MatchState): void => {
    budget.left -= 1;
    if (budget.left < 0) return;
    const element = elements[position];
    if (!element) {
      const keys = step.keys ?? (key === undefined ? [] : [key]);
      // "Only in" needs an unambiguous place.
      const isDoubtful = key === 'territories-only' && step.slots.confirm !== undefined;
      if (keys.length > 0 && at > start && !isDoubtful)
        matches.push({
          keys,
          slots: step.slots,
          end: at,
          pattern,
          ...(step.free !== undefined && { free: step.free }),
        });
      return;
    }
    if (element.kind === 'word' && element.optional) walk(at, position + 1, step);
    if (!reachable(words[at], element, at === start)) return;
    if (element.kind === 'word') {
      if (element.any.has(words[at]?.folded ?? '')) walk(at + 1, position + 1, step);
      return;
    }
    const isFree = element.slot === 'event' || element.slot === 'line';
    for (const filling of fillings(words, at, element.slot))
      if (mayFollow(words[filling.end], elements[position + 1]))
        walk(filling.end, position + 1, withFilling(step, filling, isFree ? at : undefined));
  };
  walk(start, 0, { slots: {} });
  return matches;
}

function withFilling(step: MatchState, { slots, keys }: SlotFilling, free: number | undefined): MatchState {
  return {
    slots: { ...step.slots, ...slots },
    ...((keys ?? step.keys) && { keys: keys ?? step.keys }),
    ...((free ?? step.free) !== undefined && { free: free ?? step.free }),
  };
}

/** Prunes ends of a list of places that the next word cannot follow. */
function mayFollow(word: Word | undefined, next: Element | undefined): boolean {
  if (next?.kind !== 'word' || next.optional) return true;
  return reachable(word, next, false) && next.any.has(word.folded);
}

/** A phrase stays within its sentence, and commas only separate members of a list. */
function reachable(word: Word | undefined, element: Element, first: boolean): word is Word {
  if (!word) return false;
  return first || word.before === 'space' || (element.afterComma && word.before !== 'sentence');
}

/** Free words must not contain a restriction: the desk decides on text that an event's name would hide. */
function swallowsRestriction(words: readonly Word[], { free, end }: Match & { free?: number }): boolean {
  if (free === undefined) return false;
  for (let at = free; at < end; at += 1) {
    const strict = [...(phraseBook().byFirst.get(words[at]?.folded ?? '') ?? []), ...phraseBook().open];
    const budget = { left: TRIES_MAX };
    const strictPatterns = strict.filter(({ elements }) => !elements.some(isFreeElement));
    if (strictPatterns.some((pattern) => matchPattern(words, at, pattern, budget).length > 0)) return true;
  }
  return false;
}

function isFreeElement(element: Element): boolean {
  return element.kind === 'slot' && (element.slot === 'event' || element.slot === 'line');
}
