/**
 * Undoes substitutions by content systems that the digest does not fold: `4×4` for `4x4`, a sign for `(tm)`,
 * a quotation mark for two backticks. Applied only if the result is exactly a block of the original. Pure.
 */
import type { Original } from './original.ts';

export function undoSubstitutions(original: Original, texts: readonly string[]): string[] {
  const knownBlocks = original.once(foldedBlocks);
  return texts.map((text) => {
    const folded = original.fold(text);
    return knownBlocks.has(folded) ? text : (typedAs(folded, knownBlocks) ?? text);
  });
}

const foldedBlocks = ({ blocks, fold }: Original) => new Set(blocks.map(fold));

function typedAs(folded: string, knownBlocks: ReadonlySet<string>): string | undefined {
  const typed = folded.replace(/(?<=\d)\u00d7(?=\d)/gu, 'x').replaceAll('\u2122', '(tm)');
  const candidates = [typed, typed.replaceAll('"', "''")];
  return candidates.find((way) => knownBlocks.has(way));
}
