/** Measures the similarity of blocks, to pair a block with its edited version. Pure. */
import { getOrInsert } from '../rights/get-or-insert.ts';
import { sequencesIn } from './confusables.ts';
import { BLOCK_SIMILARITY_MIN } from './limits.ts';
import type { Original } from './original.ts';

/** Characters of a sequence: few, so that a changed word leaves most of a short block. */
const BLOCK_SEQUENCE_CHARS = 3;

/** Share of common sequences of two blocks; 0 below the minimum. */
export function similarityOf(original: Original, texts: readonly string[]): (i: number, j: number) => number {
  const { blocks, fold } = original;
  const ofOriginals = original.once(blockSequences);
  const cached = original.once(similarities);
  const ofTexts: Set<string>[] = [];
  return (i, j) => {
    const text = texts[j] ?? '';
    const withOthers = getOrInsert(cached, text, () => new Map<number, number>());
    let similarity = withOthers.get(i);
    if (similarity === undefined) {
      ofOriginals[i] ??= sequencesIn(fold(blocks[i] ?? ''), BLOCK_SEQUENCE_CHARS);
      ofTexts[j] ??= sequencesIn(fold(text), BLOCK_SEQUENCE_CHARS);
      similarity = shareOf(ofOriginals[i], ofTexts[j]);
      withOthers.set(i, similarity);
    }
    return similarity;
  };
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  // Lengths this different cannot reach the minimum.
  if (2 * fewer.size < BLOCK_SIMILARITY_MIN * (a.size + b.size)) return 0;
  let shared = 0;
  for (const sequence of fewer) if (more.has(sequence)) shared += 1;
  const share = (2 * shared) / Math.max(1, a.size + b.size);
  return share >= BLOCK_SIMILARITY_MIN ? share : 0;
}

/** Text → original block → similarity. Cached, because receipts of one document share most texts. */
const similarities = () => new Map<string, Map<number, number>>();

const blockSequences = (): Set<string>[] => [];
