/**
 * Detects copies of a text that are split into passages: word by word or line by line, each in an element of
 * its own, so that no single passage resembles the original while readers see one text. Pure.
 */
import { compactSkeletonOf } from './confusables.ts';
import { JOINED_GAP_CHARS_MAX, SEQUENCE_CHARS, TAMPERED_CHARS_MIN } from './limits.ts';

/** Minimum characters of each passage in a sequence that connects the two. */
const EDGE_CHARS_MIN = 4;

const SENTENCE_END = /[.!?。！？]["')\]」』）]*$/u;

/** Sequence → positions in the compact skeleton of a text. */
export type SequencePositions = ReadonlyMap<string, readonly number[]>;

/** Stored positions of one sequence; one that recurs more often is not distinctive. */
const POSITIONS_A_SEQUENCE = 8;

export function sequencePositions(blocks: readonly string[]): SequencePositions {
  const text = compactSkeletonOf(blocks.join(' '));
  const positions = new Map<string, number[]>();
  for (let at = 0; at + SEQUENCE_CHARS <= text.length; at++) {
    const sequence = text.slice(at, at + SEQUENCE_CHARS);
    const positionsOfSequence = positions.get(sequence);
    if (!positionsOfSequence) positions.set(sequence, [at]);
    else if (positionsOfSequence.length < POSITIONS_A_SEQUENCE) positionsOfSequence.push(at);
  }
  return positions;
}

/**
 * Joins consecutive folded passages that continue each other as in the text. `isSeparate`: true for a passage
 * that stands alone, such as a subheading of the text.
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
      if (passage.length >= TAMPERED_CHARS_MIN && SENTENCE_END.test(passage)) end();
    }
  }
  end();
  return joined;
}

function areNear(before: readonly number[], after: readonly number[]): boolean {
  return before.some((from) =>
    after.some((to) => {
      const gap = to - from - SEQUENCE_CHARS;
      return gap >= 0 && gap <= JOINED_GAP_CHARS_MAX;
    }),
  );
}

/** The passages from the first that another continues to the last that continues one. */
function continuedIn(row: readonly string[], positions: SequencePositions): string[] {
  let [from, to] = [row.length, -1];
  const extend = (first: number, last: number) => {
    from = Math.min(from, first);
    to = Math.max(to, last);
  };
  const owners: number[] = [];
  const starts: number[] = [];
  let text = '';
  // The last passage that was long enough to be found in the text, and its end there.
  let before: { passage: number; ends: readonly number[] } | undefined;
  for (const [nth, passage] of row.entries()) {
    const skeleton = compactSkeletonOf(passage);
    const begins = positions.get(skeleton.slice(0, SEQUENCE_CHARS));
    if (before && begins && areNear(before.ends, begins)) extend(before.passage, nth);
    const ends = positions.get(skeleton.slice(-SEQUENCE_CHARS));
    if (ends) before = { passage: nth, ends };
    starts.push(text.length);
    text += skeleton;
    for (let at = 0; at < skeleton.length; at++) owners.push(nth);
  }
  for (let at = 0; at + SEQUENCE_CHARS <= text.length; at++) {
    const end = at + SEQUENCE_CHARS;
    const [first = 0, last = 0] = [owners[at], owners[end - 1]];
    // One or two letters of a passage may match by chance, unless it has no more.
    const ofFirst = at === starts[first] || (starts[first + 1] ?? 0) - at >= EDGE_CHARS_MIN;
    const ofLast = end === (starts[last + 1] ?? text.length) || end - (starts[last] ?? 0) >= EDGE_CHARS_MIN;
    if (first !== last && ofFirst && ofLast && positions.has(text.slice(at, end))) extend(first, last);
  }
  return row.slice(from, to + 1);
}
