/** Divides a text into phrases with the fewest words left over. */
import { PROSE_WORDS_MAX } from '../limits.ts';
import type { Match } from './match.ts';
import type { Word } from './words.ts';

export interface PlacedMatch {
  match: Match;
  from: number;
}

export interface Scan {
  placed: PlacedMatch[];
  unmatched: number[];
}

/**
 * Of all divisions of the text into phrases and leftover words, returns the one with the fewest leftover
 * words; of equals, the one whose phrases are longer from the left. So "No sales in France, Germany out"
 * becomes two phrases, not one and a word.
 */
export function scan(words: readonly Word[], matchesAt: (start: number) => readonly Match[]): Scan {
  const readable = Math.min(words.length, PROSE_WORDS_MAX);
  const unmatchedFrom: number[] = Array(words.length + 1).fill(0);
  const choice: (Match | undefined)[] = [];
  const begins: boolean[] = [];
  for (let at = words.length - 1; at >= 0; at -= 1) {
    unmatchedFrom[at] = 1 + (unmatchedFrom[at + 1] ?? 0);
    const matches = at < readable ? matchesAt(at) : [];
    begins[at] = matches.length > 0;
    for (const match of matches) {
      if (isBounded(match) && !isFollowedByPhrase(words, match.end, begins)) continue;
      const cost = joinedCost(words, match.end, unmatchedFrom, begins);
      // Of two with equal cost, the longer one comes first in the list.
      if (cost < (unmatchedFrom[at] ?? 0)) [unmatchedFrom[at], choice[at]] = [cost, match];
    }
  }
  return collect(words, choice, begins);
}

/** "No sales and no archives": a joining word between two recognized phrases has no meaning of its own. */
const JOINERS = new Set(['AND', 'UND', 'ET', 'Y']);

function joins(words: readonly Word[], at: number, begins: readonly boolean[]): boolean {
  return JOINERS.has(words[at]?.folded ?? '') && begins[at + 1] === true;
}

function joinedCost(
  words: readonly Word[],
  end: number,
  unmatchedFrom: readonly number[],
  begins: readonly boolean[],
): number {
  const after = unmatchedFrom[end] ?? 0;
  return joins(words, end, begins) ? Math.min(after, unmatchedFrom[end + 1] ?? 0) : after;
}

function isBounded({ slots }: Match): boolean {
  return slots.in !== undefined || slots.until !== undefined || slots.after !== undefined;
}

/**
 * True if another phrase, a sentence end or nothing follows. Only then does a bound count: leftover words
 * could undo it.
 */
function isFollowedByPhrase(words: readonly Word[], end: number, begins: readonly boolean[]): boolean {
  const next = words[end];
  if (!next || next.before === 'sentence') return true;
  return begins[end] === true || joins(words, end, begins);
}

function collect(
  words: readonly Word[],
  choice: readonly (Match | undefined)[],
  begins: readonly boolean[],
): Scan {
  const placed: PlacedMatch[] = [];
  const unmatched: number[] = [];
  for (let at = 0; at < words.length; ) {
    const match = choice[at];
    if (!match) {
      unmatched.push(at);
      at += 1;
      continue;
    }
    placed.push({ match, from: at });
    at = match.end;
    if (joins(words, at, begins) && choice[at] === undefined && choice[at + 1]) at += 1;
  }
  return { placed, unmatched };
}
