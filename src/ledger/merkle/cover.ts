/** One proof for any number of leaves: the hashes that give the root together with them. Pure. */
import { splitOf } from './proof.ts';

/** The leaves from `low` to `high` (exclusive). */
export type Subtree = [low: number, high: number];

/**
 * The largest subtrees of a tree (as RFC 9162 §2.1.1 divides it) that have none of these leaves, from left to
 * right: together with the leaves, they give the root. None when all leaves are there. `leaves` ascend, each
 * once, below `size`. One by one: beside scattered leaves there are many more than leaves.
 */
export function* subtreesBeside(leaves: readonly number[], size: number): Generator<Subtree> {
  // Of the leaves, those from `from` to `to` are within.
  function* walk(low: number, high: number, from: number, to: number): Generator<Subtree> {
    if (from === to) yield [low, high];
    if (from === to || to - from === high - low) return;
    const middle = low + splitOf(high - low);
    const within = firstFrom(leaves, middle, from, to);
    yield* walk(low, middle, from, within);
    yield* walk(middle, high, within, to);
  }
  if (size > 0) yield* walk(0, size, 0, leaves.length);
}

/** Where the leaves begin that are not below `least`, among those from `from` to `to`. */
function firstFrom(leaves: readonly number[], least: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((leaves[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
