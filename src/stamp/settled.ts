/**
 * What content systems write in place of what was typed, beyond what the digest folds: `4x4` becomes `4×4`, `(tm)` a sign, two backticks a quotation
 * mark. Pure. A block is read the other way only where it is then, to the letter, a block of the original.
 */
import type { Original } from './original.ts';

export function settled(original: Original, texts: readonly string[]): string[] {
  const known = original.once(foldedBlocks);
  return texts.map((text) => {
    const folded = original.fold(text);
    return known.has(folded) ? text : (typedAs(folded, known) ?? text);
  });
}

const foldedBlocks = ({ blocks, fold }: Original) => new Set(blocks.map(fold));

function typedAs(folded: string, known: ReadonlySet<string>): string | undefined {
  const typed = folded.replace(/(?<=\d)\u00d7(?=\d)/gu, 'x').replaceAll('\u2122', '(tm)');
  const ways = [typed, typed.replaceAll('"', "''")];
  return ways.find((way) => known.has(way));
}
