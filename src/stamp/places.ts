/** Where a published text differs, for people: which block, and how what stands there begins. Never how it should read. Pure. */
import type { BlockDiff } from './diff.ts';
import { PLACE_CHARS, PLACES_MAX } from './limits.ts';

/**
 * `block`: of the original, the headline first; of something added, the block that it stands after, -1 before all. `reads`: as published. `beside`: a
 * version of the text with other words, outside of it.
 */
export interface Place {
  change: 'changed' | 'missing' | 'added' | 'beside';
  block?: number;
  reads?: string;
}

export function placesOf(
  diff: BlockDiff,
  texts: readonly string[],
  { doctored, page }: { doctored: readonly string[]; page: boolean },
): Place[] {
  const inText = [
    ...diff.changed.map((block, nth): Place & { order: number } => ({
      change: 'changed',
      block,
      reads: begun(texts[diff.instead[nth] ?? -1]),
      order: block,
    })),
    ...diff.missing.map((block): Place & { order: number } => ({ change: 'missing', block, order: block })),
    ...addedWithin(diff, page).map(([index, after]): Place & { order: number } => ({
      change: 'added',
      block: after,
      reads: begun(texts[index]),
      order: after + 0.5,
    })),
  ];
  const ordered = inText.sort((a, b) => a.order - b.order).map(({ order: _order, ...place }) => place);
  const beside = doctored.map((text): Place => ({ change: 'beside', reads: begun(text) }));
  return [...ordered, ...beside].slice(0, PLACES_MAX);
}

/** What was added, and the block of the original that it stands after. In a page, what stands around the article was not added to it. */
function addedWithin({ kept, changed, instead, added }: BlockDiff, page: boolean): [number, number][] {
  const known = [...kept, ...changed.map((block, nth): [number, number] => [block, instead[nth] ?? -1])];
  const byText = known.sort(([, a], [, b]) => a - b);
  const last = byText.at(-1)?.[1] ?? -1;
  let nth = 0;
  return added.flatMap((index): [number, number][] => {
    while ((byText[nth]?.[1] ?? Number.POSITIVE_INFINITY) < index) nth += 1;
    const around = nth === 0 || index > last;
    return page && around ? [] : [[index, byText[nth - 1]?.[0] ?? -1]];
  });
}

function begun(text = ''): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > PLACE_CHARS ? `${line.slice(0, PLACE_CHARS).trimEnd()}…`.toWellFormed() : line;
}
