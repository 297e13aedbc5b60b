/** Which blocks of one text are in the other, in order: a longest common subsequence over block digests. */
import { COMPARED_BLOCKS_MAX } from './limits.ts';

export interface BlockDiff {
  /** [index in the original, index in the published text] of equal blocks, ascending in both. */
  kept: [number, number][];
  /** Indexes in the original: something else stands in this block's place. */
  changed: number[];
  /** Indexes in the original: nothing stands in this block's place. */
  missing: number[];
  /** Indexes in the published text, without those that stand in a changed block's place. */
  added: number[];
}

export function diffBlocks(original: readonly string[], published: readonly string[]): BlockDiff {
  const kept = commonBlocks(original, published);
  const diff: BlockDiff = { kept, changed: [], missing: [], added: [] };
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...kept, [original.length, published.length] as const]) {
    // within a gap the first blocks of either side are taken to be versions of each other
    for (; i < nextI && j < nextJ; i++, j++) diff.changed.push(i);
    for (; i < nextI; i++) diff.missing.push(i);
    for (; j < nextJ; j++) diff.added.push(j);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return diff;
}

function commonBlocks(original: readonly string[], published: readonly string[]): [number, number][] {
  const kept: [number, number][] = [];
  let start = 0;
  const shorter = Math.min(original.length, published.length);
  while (start < shorter && original[start] === published[start]) kept.push([start, start++]);
  let end = 0;
  const fromEnd = (list: readonly string[], back: number) => list[list.length - 1 - back];
  while (end < shorter - start && fromEnd(original, end) === fromEnd(published, end)) end++;
  kept.push(
    ...longestCommon(
      original.slice(start, original.length - end),
      published.slice(start, published.length - end),
    ).map(([i, j]): [number, number] => [i + start, j + start]),
  );
  for (let back = end; back > 0; back--) kept.push([original.length - back, published.length - back]);
  return kept;
}

/** Quadratic, therefore bounded: lists that are longer have nothing in common as far as this can tell. */
function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length > COMPARED_BLOCKS_MAX || b.length > COMPARED_BLOCKS_MAX) return [];
  const width = b.length + 1;
  // lengths[i * width + j]: the longest common subsequence of what follows a[i] and b[j]
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const common: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) common.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return common;
}
