/**
 * Passages that readers see as one text: a copy may be set word by word or line by line, each in an element of its own,
 * so that none of them is like the original by itself. Pure.
 */
import { DOCTORED_CHARS_MIN, JOINED_GAP_CHARS_MAX, KIN_SEQUENCE_CHARS } from './limits.ts';
import { strokesOf } from './look-alike.ts';
import { foldText } from './text-digest.ts';

/** Characters of a sequence that either of two passages has, for it to say that one goes on in the other. */
const EDGE_CHARS_MIN = 4;

const SENTENCE_END = /[.!?。！？]["')\]」』）]*$/u;

/** By sequence of characters, where it stands in a text. */
export type SequencePlaces = ReadonlyMap<string, readonly number[]>;

/** Places of one sequence that are known: a phrase recurs some times, and what recurs more tells nothing. */
const PLACES_A_SEQUENCE = 8;

export function placesOfSequences(blocks: readonly string[]): SequencePlaces {
  const text = strokesOf(blocks.join(' '));
  const places = new Map<string, number[]>();
  for (let at = 0; at + KIN_SEQUENCE_CHARS <= text.length; at++) {
    const sequence = text.slice(at, at + KIN_SEQUENCE_CHARS);
    const known = places.get(sequence);
    if (!known) places.set(sequence, [at]);
    else if (known.length < PLACES_A_SEQUENCE) known.push(at);
  }
  return places;
}

/**
 * Of passages in a row, those that together go on as the text does, joined. `isApart`: a passage that stands by itself,
 * as a subheading of the text.
 */
export function joinedFrom(
  passages: readonly string[],
  { places, isApart }: { places: SequencePlaces; isApart: (folded: string) => boolean },
): string[] {
  const joined: string[] = [];
  let row: string[] = [];
  const end = () => {
    const piece = row.length > 1 ? goingOn(row, places) : [];
    if (piece.length > 1) joined.push(piece.join(' '));
    row = [];
  };
  for (const passage of passages) {
    const folded = foldText(passage);
    if (isApart(folded)) end();
    else {
      row.push(folded);
      if (folded.length >= DOCTORED_CHARS_MIN && SENTENCE_END.test(folded)) end();
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

/** From the first of them that goes on in the next as the text does to the last: without what stands around. */
function goingOn(row: readonly string[], places: SequencePlaces): string[] {
  let [from, to] = [row.length, -1];
  const found = (first: number, last: number) => {
    from = Math.min(from, first);
    to = Math.max(to, last);
  };
  const owners: number[] = [];
  const starts: number[] = [];
  let text = '';
  // Where the text went on after the last passage that is long enough to be found in it.
  let after: { passage: number; places: readonly number[] } | undefined;
  for (const [nth, passage] of row.entries()) {
    const strokes = strokesOf(passage);
    const begins = places.get(strokes.slice(0, KIN_SEQUENCE_CHARS));
    if (after && begins && areNear(after.places, begins)) found(after.passage, nth);
    const ends = places.get(strokes.slice(-KIN_SEQUENCE_CHARS));
    if (ends) after = { passage: nth, places: ends };
    starts.push(text.length);
    text += strokes;
    for (let at = 0; at < strokes.length; at++) owners.push(nth);
  }
  for (let at = 0; at + KIN_SEQUENCE_CHARS <= text.length; at++) {
    const end = at + KIN_SEQUENCE_CHARS;
    const [first = 0, last = 0] = [owners[at], owners[end - 1]];
    // A letter or two of either are chance, unless there are no more.
    const ofFirst = at === starts[first] || (starts[first + 1] ?? 0) - at >= EDGE_CHARS_MIN;
    const ofLast = end === (starts[last + 1] ?? text.length) || end - (starts[last] ?? 0) >= EDGE_CHARS_MIN;
    if (first !== last && ofFirst && ofLast && places.has(text.slice(at, end))) found(first, last);
  }
  return row.slice(from, to + 1);
}
