/**
 * Direction marks, embeddings, overrides and isolates are invisible, so the digest ignores them; but they
 * change the displayed order (`3 - 1` appears as `1 - 3`). A published block may have those of the original
 * block, or none; any others count as an additional character. Pure.
 */
import type { Original } from './original.ts';
import { foldText } from './text-digest.ts';

const ORDERING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/**
 * Object replacement character: stands for something visible that no text contains, so the block is not as
 * released.
 */
export const FOREIGN_CONTENT = '\uFFFC';

export function isReordered(text: string): boolean {
  return text.search(ORDERING) >= 0;
}

export function withReordered(original: Original, texts: readonly string[]): string[] {
  if (!texts.some(isReordered)) return [...texts];
  const knownBlocks = original.once(orderedBlocks);
  return texts.map((text) =>
    isReordered(text) && !knownBlocks.has(asOrdered(text)) ? text.replace(ORDERING, FOREIGN_CONTENT) : text,
  );
}

const orderedBlocks = ({ blocks }: Original) => new Set(blocks.map(asOrdered));

/** Folded, with the ordering marks at their positions. */
function asOrdered(text: string): string {
  const marks = text.match(ORDERING) ?? [];
  const pieces = text.split(ORDERING);
  // White space next to a mark counts, but not at the ends of the block.
  return pieces
    .map(
      (piece, nth) =>
        foldText(`${nth > 0 ? '|' : ''}${piece}${nth < marks.length ? '|' : ''}`) + (marks[nth] ?? ''),
    )
    .join('');
}
