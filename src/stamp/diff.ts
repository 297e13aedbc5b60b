/** Compares two texts block by block: a longest common subsequence over block digests. */
import type { Budget } from '../platform/budget.ts';
import { CELLS_A_COMPARISON, COMPARED_BLOCKS_MAX, PAIRED_BLOCKS_MAX } from './limits.ts';

export interface BlockDiff {
  /** [index in the original, index in the published text] of equal blocks, ascending in both. */
  equal: [number, number][];
  /** Indexes in the original of blocks that were replaced. */
  changed: number[];
  /** Indexes in the published text of the replacements, in the order of `changed`. */
  replacements: number[];
  /** Indexes in the original of blocks without a replacement. */
  missing: number[];
  /** Indexes in the published text of additional blocks, without replacements. */
  added: number[];
}

export interface Pairing {
  /**
   * Similarity of a published block and an original one, 0 to 1; 0: not a version of it. Without it, blocks
   * are paired by position alone.
   */
  similarity?: (original: number, published: number) => number;
  /**
   * Other content surrounds the article: a block there replaces an original one only if it is similar to it.
   */
  page?: boolean;
  budget: Budget;
}

type Pair = [number, number];

export function diffBlocks(
  original: readonly string[],
  published: readonly string[],
  pairing: Pairing,
): BlockDiff {
  const equal = commonBlocks(original, published, pairing.budget);
  const diff: BlockDiff = { equal, changed: [], replacements: [], missing: [], added: [] };
  let [i, j] = [0, 0];
  for (const [nth, [nextI, nextJ]] of [...equal, [original.length, published.length] as Pair].entries()) {
    const outside = pairing.page === true && (nth === 0 || nth === equal.length);
    for (const [from, to] of pairsIn(range(i, nextI), range(j, nextJ), pairing, outside)) {
      for (; i < from; i++) diff.missing.push(i);
      for (; j < to; j++) diff.added.push(j);
      diff.changed.push(i++);
      diff.replacements.push(j++);
    }
    for (; i < nextI; i++) diff.missing.push(i);
    for (; j < nextJ; j++) diff.added.push(j);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return diff;
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);

/**
 * Pairs the blocks between two equal ones: first the similar ones, then the others by position between these.
 */
function pairsIn(
  originals: number[],
  others: number[],
  { similarity, budget }: Pairing,
  outside: boolean,
): Pair[] {
  if (originals.length === 0 || others.length === 0) return [];
  const small = originals.length <= PAIRED_BLOCKS_MAX && others.length <= PAIRED_BLOCKS_MAX;
  if (similarity && small) budget.spend('comparisons', originals.length * others.length);
  const similar = similarity && small ? mostSimilar(originals, others, similarity) : [];
  if (outside) return similar;
  const pairs: Pair[] = [];
  let [a, b] = [0, 0];
  for (const end of [...similar, null]) {
    const [endA, endB] = end
      ? [originals.indexOf(end[0]), others.indexOf(end[1])]
      : [originals.length, others.length];
    while (a < endA && b < endB) pairs.push([originals[a++] ?? 0, others[b++] ?? 0]);
    if (end) pairs.push(end);
    [a, b] = [endA + 1, endB + 1];
  }
  return pairs;
}

/** Pairs in order, with the highest total similarity. */
function mostSimilar(
  originals: number[],
  others: number[],
  similarity: (i: number, j: number) => number,
): Pair[] {
  const width = others.length + 1;
  const similarities = new Float64Array(originals.length * width);
  const best = new Float64Array((originals.length + 1) * width);
  for (let i = originals.length - 1; i >= 0; i--)
    for (let j = others.length - 1; j >= 0; j--) {
      const like = similarity(originals[i] ?? 0, others[j] ?? 0);
      similarities[i * width + j] = like;
      const paired = like > 0 ? like + (best[(i + 1) * width + j + 1] ?? 0) : 0;
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < originals.length && j < others.length; ) {
    const bestHere = best[i * width + j] ?? 0;
    const like = similarities[i * width + j] ?? 0;
    if (like > 0 && bestHere === like + (best[(i + 1) * width + j + 1] ?? 0))
      pairs.push([originals[i++] ?? 0, others[j++] ?? 0]);
    else if (bestHere === best[(i + 1) * width + j]) i++;
    else j++;
  }
  return pairs;
}

function commonBlocks(original: readonly string[], published: readonly string[], budget: Budget): Pair[] {
  const equal: Pair[] = [];
  let start = 0;
  const shorter = Math.min(original.length, published.length);
  while (start < shorter && original[start] === published[start]) equal.push([start, start++]);
  let end = 0;
  const fromEnd = (list: readonly string[], back: number) => list[list.length - 1 - back];
  while (end < shorter - start && fromEnd(original, end) === fromEnd(published, end)) end++;
  const middle = (list: readonly string[]) => range(start, list.length - end);
  equal.push(...longestCommon(original, published, { of: middle(original), and: middle(published), budget }));
  for (let back = end; back > 0; back--) equal.push([original.length - back, published.length - back]);
  return equal;
}

/**
 * Quadratic, so bounded: longer lists count as having nothing in common. Only blocks on both sides are
 * compared, so the length of a page does not matter.
 */
function longestCommon(
  original: readonly string[],
  published: readonly string[],
  { of: ofOriginal, and: ofPublished, budget }: { of: number[]; and: number[]; budget: Budget },
): Pair[] {
  const publishedBlocks = new Set(ofPublished.map((j) => published[j]));
  const a = ofOriginal.filter((i) => publishedBlocks.has(original[i]));
  const commonBlocks = new Set(a.map((i) => original[i]));
  const b = ofPublished.filter((j) => commonBlocks.has(published[j]));
  if (a.length > COMPARED_BLOCKS_MAX || b.length > COMPARED_BLOCKS_MAX) return [];
  budget.spend('comparisons', Math.ceil((a.length * b.length) / CELLS_A_COMPARISON));
  const width = b.length + 1;
  // Comparing numbers instead of blocks takes a tenth of the time.
  const numbers = new Map([...commonBlocks].map((block, number) => [block, number]));
  const numbered = (list: readonly string[], indexes: readonly number[]) =>
    Int32Array.from(indexes, (index) => numbers.get(list[index]) ?? -1);
  const [ours, theirs] = [numbered(original, a), numbered(published, b)];
  // lengths[i * width + j]: length of the longest common subsequence from a[i] and b[j] on.
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] as number;
  const equal = (i: number, j: number) => ours[i] === theirs[j];
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const [below, right] = [at(i + 1, j), at(i, j + 1)];
      const longest = Math.max(below, right);
      lengths[i * width + j] = equal(i, j) ? at(i + 1, j + 1) + 1 : longest;
    }
  const common: Pair[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (equal(i, j)) common.push([a[i++] ?? 0, b[j++] ?? 0]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return common;
}
