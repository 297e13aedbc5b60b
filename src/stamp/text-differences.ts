/**
 * Lists the differences of a published text for people: the block, and how its replacement begins. The
 * original is never quoted. Pure.
 */
import type { BlockDiff } from './diff.ts';
import { DIFFERENCE_CHARS, DIFFERENCES_MAX } from './limits.ts';

/**
 * `block`: index in the original, the headline first; for an addition the block that it follows, -1 before
 * all. `reads`: beginning of the published passage. `beside`: an altered version of the text outside of it.
 */
export interface TextDifference {
  change: 'changed' | 'missing' | 'added' | 'beside';
  block?: number;
  reads?: string;
}

export function textDifferences(
  diff: BlockDiff,
  texts: readonly string[],
  { tampered, page }: { tampered: readonly string[]; page: boolean },
): TextDifference[] {
  const inText = [
    ...diff.changed.map((block, nth): TextDifference & { order: number } => ({
      change: 'changed',
      block,
      reads: beginningOf(texts[diff.replacements[nth] ?? -1]),
      order: block,
    })),
    ...diff.missing.map((block): TextDifference & { order: number } => ({
      change: 'missing',
      block,
      order: block,
    })),
    ...addedWithin(diff, page).map(([index, after]): TextDifference & { order: number } => ({
      change: 'added',
      block: after,
      reads: beginningOf(texts[index]),
      order: after + 0.5,
    })),
  ];
  const ordered = inText
    .sort((a, b) => a.order - b.order)
    .map(({ order: _order, ...difference }) => difference);
  const tamperedDifferences = tampered.map(
    (text): TextDifference => ({ change: 'beside', reads: beginningOf(text) }),
  );
  return [...ordered, ...tamperedDifferences].slice(0, DIFFERENCES_MAX);
}

/**
 * Additions, each with the original block that it follows. On a page, content around the article is not an
 * addition.
 */
function addedWithin({ equal, changed, replacements, added }: BlockDiff, page: boolean): [number, number][] {
  const matched = [
    ...equal,
    ...changed.map((block, nth): [number, number] => [block, replacements[nth] ?? -1]),
  ];
  const byText = matched.sort(([, a], [, b]) => a - b);
  const last = byText.at(-1)?.[1] ?? -1;
  let nth = 0;
  return added.flatMap((index): [number, number][] => {
    while ((byText[nth]?.[1] ?? Number.POSITIVE_INFINITY) < index) nth += 1;
    const around = nth === 0 || index > last;
    return page && around ? [] : [[index, byText[nth - 1]?.[0] ?? -1]];
  });
}

function beginningOf(text = ''): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > DIFFERENCE_CHARS
    ? `${line.slice(0, DIFFERENCE_CHARS).trimEnd()}…`.toWellFormed()
    : line;
}
