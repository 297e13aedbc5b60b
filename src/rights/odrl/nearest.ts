/**
 * Which known word a misspelled one was probably meant to be. Pure; callers bound the length of what is
 * compared.
 */

/**
 * Edits by which a name may differ from one that it is taken to be meant as, at most: two slips of a finger.
 */
const EDITS_MAX = 2;

/** Whether two names differ by so little that one is a misspelling of the other. */
export function nearTo(one: string, other: string): boolean {
  return editsBetween(one.toLowerCase(), other.toLowerCase(), EDITS_MAX) <= EDITS_MAX;
}

/**
 * The nearest of some words; undefined when more than a third of the word, or all of it, would have to
 * change.
 */
export function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  const written = word.toLowerCase();
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = editsBetween(written, candidate.toLowerCase());
    if (best === undefined || edits < best.edits) best = { candidate, edits };
  }
  const most = Math.min(Math.max(EDITS_MAX, Math.ceil(word.length / 3)), word.length - 1);
  return best !== undefined && best.edits <= most ? best.candidate : undefined;
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
