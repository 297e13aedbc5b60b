/** How alike two blocks are, to tell which is a version of which. Pure. */
import { sequencesIn } from './confusables.ts';
import { LIKENESS_MIN } from './limits.ts';
import type { Original } from './original.ts';

/** Characters in a sequence: short, so that a changed word leaves most of a short block. */
const SEQUENCE_CHARS = 3;

/** The share of their sequences that two blocks have in common; 0 below LIKENESS_MIN. */
export function likenessOf(original: Original, texts: readonly string[]): (i: number, j: number) => number {
  const { blocks, fold } = original;
  const ofOriginals = original.once(blockSequences);
  const known = original.once(likenesses);
  const ofTexts: Set<string>[] = [];
  return (i, j) => {
    const text = texts[j] ?? '';
    const withOthers = known.get(text) ?? new Map<number, number>();
    known.set(text, withOthers);
    let likeness = withOthers.get(i);
    if (likeness === undefined) {
      ofOriginals[i] ??= sequencesIn(fold(blocks[i] ?? ''), SEQUENCE_CHARS);
      ofTexts[j] ??= sequencesIn(fold(text), SEQUENCE_CHARS);
      likeness = shareOf(ofOriginals[i], ofTexts[j]);
      withOthers.set(i, likeness);
    }
    return likeness;
  };
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  // Whatever they share, it is too little: blocks of other lengths need not be looked at.
  if (2 * fewer.size < LIKENESS_MIN * (a.size + b.size)) return 0;
  let shared = 0;
  for (const sequence of fewer) if (more.has(sequence)) shared += 1;
  const share = (2 * shared) / Math.max(1, a.size + b.size);
  return share >= LIKENESS_MIN ? share : 0;
}

/** By text and index of the original's block: receipts of one document have most texts in common. */
const likenesses = () => new Map<string, Map<number, number>>();

/** By index, as they are asked for. */
const blockSequences = (): Set<string>[] => [];
