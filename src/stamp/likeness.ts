/** How alike two blocks are, to tell which is a version of which. Pure. */
import { LIKENESS_MIN } from './limits.ts';
import { foldText } from './text-digest.ts';

/** Characters in a sequence: short, so that a changed word leaves most of a short block. */
const SEQUENCE_CHARS = 3;

/** The share of their sequences that two blocks have in common; 0 when it is too little to say that one is made of the other. */
export function likenessOf(
  originals: readonly string[],
  texts: readonly string[],
): (i: number, j: number) => number {
  const ofOriginals: Set<string>[] = [];
  const ofTexts: Set<string>[] = [];
  return (i, j) => {
    ofOriginals[i] ??= sequencesIn(originals[i] ?? '');
    ofTexts[j] ??= sequencesIn(texts[j] ?? '');
    const [a, b] = [ofOriginals[i], ofTexts[j]];
    let shared = 0;
    for (const sequence of a) if (b.has(sequence)) shared += 1;
    const likeness = (2 * shared) / Math.max(1, a.size + b.size);
    return likeness >= LIKENESS_MIN ? likeness : 0;
  };
}

function sequencesIn(block: string): Set<string> {
  const text = foldText(block).toLowerCase();
  const sequences = new Set<string>();
  const last = Math.max(0, text.length - SEQUENCE_CHARS);
  for (let at = 0; at <= last; at++) sequences.add(text.slice(at, at + SEQUENCE_CHARS));
  return sequences;
}
