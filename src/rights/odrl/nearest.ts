/** Finds the known word that a misspelled one was probably meant to be. Pure. */
import type { Message } from '../message.ts';
import { message, quoted } from '../policy-templates.ts';

/** Maximum edits between a name and its misspelling: two slips of a finger. */
const EDITS_MAX = 2;

/** True if one name is probably a misspelling of the other. */
export function nearTo(one: string, other: string): boolean {
  return editsBetween(one.toLowerCase(), other.toLowerCase(), EDITS_MAX) <= EDITS_MAX;
}

/** Maximum edits for a suggestion: a quarter of the word's letters, so none for a short word. */
export const editsToPropose = (word: string): number => Math.floor(word.length / 4);

/** Returns the nearest candidate. Undefined: more than `editsMax` edits, or all of the word, would change. */
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

/** Like `nearestOf`. `others`: common synonyms in lower case → known word. */
export function nearestWord(
  word: string,
  candidates: readonly string[],
  others: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  return others.get(word.toLowerCase()) ?? nearestOf(word, candidates);
}

const SIMILAR_MAX = 3;

/**
 * Words that one from outside a closed vocabulary may have been meant to be, nearest first: with other
 * endings (`Politik`, `politics`), longer, or misspelled.
 */
export function similarWords(word: string, candidates: readonly string[]): string[] {
  const written = word.toLowerCase();
  const editsMax = Math.max(1, Math.floor(written.length / 3));
  return candidates
    .map((candidate) => {
      const known = candidate.toLowerCase();
      const isLonger = known.startsWith(written) || (known.length > 2 && written.startsWith(known));
      return { candidate, edits: isLonger ? 1 : editsBetween(written, known, editsMax) };
    })
    .filter(({ candidate, edits }) => edits <= editsMax && edits < candidate.length)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, SIMILAR_MAX)
    .map(({ candidate }) => candidate);
}

/** Adds the known word that was probably meant to a reason. */
export function withSuggestion(why: Message, ...words: Parameters<typeof nearestWord>): Message {
  const suggestion = nearestWord(...words);
  return suggestion === undefined ? why : message('broken.meant', { why, meant: quoted(suggestion) });
}

/** Ends a message about an unknown word: `: did you mean "spatial"?`, or an empty text. */
export function didYouMean(...words: Parameters<typeof nearestWord>): string {
  const suggestion = nearestWord(...words);
  return suggestion === undefined ? '' : `: did you mean "${suggestion}"?`;
}

/**
 * Levenshtein distance in characters inserted, deleted or replaced; two swapped neighbors count as one.
 * Infinite if it exceeds `most`: counting stops early.
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
    // A swap refers to the row before last.
    if (Math.min(...next) > most && Math.min(...last) > most) return Infinity;
    before = last;
    last = next;
  }
  return last[other.length] ?? 0;
}
