/**
 * Direction marks, embeddings, overrides and isolates show nothing, so the digest folds them away; but they
 * set words and figures in another order (`3 - 1` is shown as `1 - 3`). A published block may have those that
 * the original has in that place, or none; any others count as a character more. Pure.
 */
import type { Original } from './original.ts';
import { foldText } from './text-digest.ts';

const ORDERING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** Object replacement character: readers see something here that no text has, so it is not as released. */
export const SOMETHING_ELSE = '\uFFFC';

export function isReordered(text: string): boolean {
  return text.search(ORDERING) >= 0;
}

export function withReordered(original: Original, texts: readonly string[]): string[] {
  if (!texts.some(isReordered)) return [...texts];
  const known = original.once(orderedBlocks);
  return texts.map((text) =>
    isReordered(text) && !known.has(asOrdered(text)) ? text.replace(ORDERING, SOMETHING_ELSE) : text,
  );
}

const orderedBlocks = ({ blocks }: Original) => new Set(blocks.map(asOrdered));

/** Folded, with the marks kept where they stand. */
function asOrdered(text: string): string {
  const marks = text.match(ORDERING) ?? [];
  const pieces = text.split(ORDERING);
  // White space at a mark counts, and at the ends of the block it does not.
  return pieces
    .map(
      (piece, nth) =>
        foldText(`${nth > 0 ? '|' : ''}${piece}${nth < marks.length ? '|' : ''}`) + (marks[nth] ?? ''),
    )
    .join('');
}
