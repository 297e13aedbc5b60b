/** Finds the known word that a misspelled one was probably meant to be. Pure. */
import type { Message } from '../message.ts';
import { message, quoted } from '../policy-templates.ts';

/** Edits between a name and one that it may be meant as, at most: two slips of a finger. */
const EDITS_MAX = 2;

/** Whether two names differ by so little that one is a misspelling of the other. */
export function nearTo(one: string, other: string): boolean {
  return editsBetween(one.toLowerCase(), other.toLowerCase(), EDITS_MAX) <= EDITS_MAX;
}

/** Edits after which a word is still worth proposing: a quarter of its letters, so none of a short one. */
export const editsToPropose = (word: string): number => Math.floor(word.length / 4);

/** The nearest of some words; undefined where more than that, or all of the word, would change. */
export function nearestOf(
  word: string,
  candidates: readonly string[],
  editsMax = editsToPropose(word),
): string | undefined {
  const written = word.toLowerCase();
  let most = Math.min(editsMax, word.length - 1);
  let nearest: string | undefined;
  for (const candidate of candidates) {
    const edits = editsBetween(written, candidate.toLowerCase(), most);
    if (edits > most) continue;
    nearest = candidate;
    most = edits - 1;
  }
  return nearest;
}

/** The same. `others`: what people write for a known word, in lower case → that word. */
export function nearestWord(
  word: string,
  candidates: readonly string[],
  others: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  return others.get(word.toLowerCase()) ?? nearestOf(word, candidates);
}

/** Why a word counts for nothing, with the known word that it may be meant as. */
export function withSuggestion(why: Message, ...words: Parameters<typeof nearestWord>): Message {
  const suggestion = nearestWord(...words);
  return suggestion === undefined ? why : message('broken.meant', { why, meant: quoted(suggestion) });
}

/** The end of a message about an unknown word: `: did you mean "spatial"?`, or nothing. */
export function didYouMean(...words: Parameters<typeof nearestWord>): string {
  const suggestion = nearestWord(...words);
  return suggestion === undefined ? '' : `: did you mean "${suggestion}"?`;
}

/**
 * Levenshtein's distance, in characters inserted, deleted or replaced; two that changed places count as one.
 * Infinite when it is more than `most`: then it is not counted to the end.
 */
export function editsBetween(one: string, other: string, most = Infinity): number {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    // A swap looks back two rows.
    if (Math.min(...next) > most && Math.min(...last) > most) return Infinity;
    before = last;
    last = next;
  }
  return last[other.length] ?? 0;
}
