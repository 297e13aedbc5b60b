/**
 * Copies of a text that are split into passages: set word by word or line by line, each in an element of its
 * own, so that no passage is like the original by itself, and readers see one text all the same. Pure.
 */
import { compactSkeletonOf } from './confusables.ts';
import { DOCTORED_CHARS_MIN, JOINED_GAP_CHARS_MAX, KIN_SEQUENCE_CHARS } from './limits.ts';

/** Characters of either passage in a sequence that says that one continues the other. */
const EDGE_CHARS_MIN = 4;

const SENTENCE_END = /[.!?。！？]["')\]」』）]*$/u;

/** Positions in the compact skeleton of a text, by the sequence of characters that begins there. */
export type SequencePositions = ReadonlyMap<string, readonly number[]>;

/** Positions that are stored of one sequence: one that recurs more often says nothing. */
const POSITIONS_A_SEQUENCE = 8;

export function sequencePositions(blocks: readonly string[]): SequencePositions {
  const text = compactSkeletonOf(blocks.join(' '));
  const positions = new Map<string, number[]>();
  for (let at = 0; at + KIN_SEQUENCE_CHARS <= text.length; at++) {
    const sequence = text.slice(at, at + KIN_SEQUENCE_CHARS);
    const known = positions.get(sequence);
    if (!known) positions.set(sequence, [at]);
    else if (known.length < POSITIONS_A_SEQUENCE) known.push(at);
  }
  return positions;
}

/**
 * Joins the passages in a row, all folded, of which one continues the other as the text does. `isSeparate`:
 * whether a passage stands by itself, as a subheading of the text does.
 */
export function joinSplitCopies(
  passages: readonly string[],
  { positions, isSeparate }: { positions: SequencePositions; isSeparate: (folded: string) => boolean },
): string[] {
  const joined: string[] = [];
  let row: string[] = [];
  const end = () => {
    const copy = row.length > 1 ? continuedIn(row, positions) : [];
    if (copy.length > 1) joined.push(copy.join(' '));
    row = [];
  };
  for (const passage of passages) {
    if (isSeparate(passage)) end();
    else {
      row.push(passage);
      if (passage.length >= DOCTORED_CHARS_MIN && SENTENCE_END.test(passage)) end();
    }
  }
  end();
  return joined;
}

/** Whether one sequence begins soon after another. */
function areNear(before: readonly number[], after: readonly number[]): boolean {
  return before.some((from) =>
    after.some((to) => {
      const gap = to - from - KIN_SEQUENCE_CHARS;
      return gap >= 0 && gap <= JOINED_GAP_CHARS_MAX;
    }),
  );
}

/** The passages from the first that another continues to the last that continues one. */
function continuedIn(row: readonly string[], positions: SequencePositions): string[] {
  let [from, to] = [row.length, -1];
  const found = (first: number, last: number) => {
    from = Math.min(from, first);
    to = Math.max(to, last);
  };
  const owners: number[] = [];
  const starts: number[] = [];
  let text = '';
  // The last passage that is long enough to be found in the text, and where it ends there.
  let before: { passage: number; ends: readonly number[] } | undefined;
  for (const [nth, passage] of row.entries()) {
    const skeleton = compactSkeletonOf(passage);
    const begins = positions.get(skeleton.slice(0, KIN_SEQUENCE_CHARS));
    if (before && begins && areNear(before.ends, begins)) found(before.passage, nth);
    const ends = positions.get(skeleton.slice(-KIN_SEQUENCE_CHARS));
    if (ends) before = { passage: nth, ends };
    starts.push(text.length);
    text += skeleton;
    for (let at = 0; at < skeleton.length; at++) owners.push(nth);
  }
  for (let at = 0; at + KIN_SEQUENCE_CHARS <= text.length; at++) {
    const end = at + KIN_SEQUENCE_CHARS;
    const [first = 0, last = 0] = [owners[at], owners[end - 1]];
    // A letter or two of a passage may be chance, unless it has no more.
    const ofFirst = at === starts[first] || (starts[first + 1] ?? 0) - at >= EDGE_CHARS_MIN;
    const ofLast = end === (starts[last + 1] ?? text.length) || end - (starts[last] ?? 0) >= EDGE_CHARS_MIN;
    if (first !== last && ofFirst && ofLast && positions.has(text.slice(at, end))) found(first, last);
  }
  return row.slice(from, to + 1);
}
