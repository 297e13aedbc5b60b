/**
 * Trees of RFC 9162 §2.1, written as the RFC states them: the reference that the incremental tree is compared
 * with.
 */
import { createHash } from 'node:crypto';

export class NaiveTree {
  /** Leaves may be appended, never changed. */
  readonly leaves: Uint8Array[];
  /** Roots of complete subtrees, by first leaf and number of leaves. */
  readonly #complete: Map<string, Buffer>;

  constructor(leaves: Uint8Array[] = [], complete = new Map<string, Buffer>()) {
    this.leaves = leaves;
    this.#complete = complete;
  }

  copy(): NaiveTree {
    return new NaiveTree([...this.leaves], new Map(this.#complete));
  }

  /** MTH(D[from:to]) of §2.1.1. */
  root(from = 0, to = this.leaves.length): Buffer {
    const count = to - from;
    if (count === 0) return createHash('sha256').digest();
    if (count === 1) return Buffer.from(this.leaves[from] as Uint8Array);
    const split = splitOf(count);
    const name = `${from} ${count}`;
    const known = this.#complete.get(name);
    if (known) return known;
    const [left, right] = [this.root(from, from + split), this.root(from + split, to)];
    const root = createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
    if (count === split * 2) this.#complete.set(name, root);
    return root;
  }

  /** PATH(index, D[from:to]) of §2.1.3.1; `index` counts from the first of these leaves. */
  inclusion(index: number, from = 0, to = this.leaves.length): Buffer[] {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return from + index < middle
      ? [...this.inclusion(index, from, middle), this.root(middle, to)]
      : [...this.inclusion(from + index - middle, middle, to), this.root(from, middle)];
  }

  /** PROOF(size, D[0:to]) of §2.1.4.1. */
  consistency(size: number, to = this.leaves.length): Buffer[] {
    return this.#subproof(size, [0, to], true);
  }

  #subproof(size: number, [from, to]: [number, number], isKnown: boolean): Buffer[] {
    if (size === to - from) return isKnown ? [] : [this.root(from, to)];
    const split = splitOf(to - from);
    const middle = from + split;
    return size <= split
      ? [...this.#subproof(size, [from, middle], isKnown), this.root(middle, to)]
      : [...this.#subproof(size - split, [middle, to], false), this.root(from, middle)];
  }
}

/** Largest power of two below `count`. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

export const naiveRoot = (leaves: Uint8Array[]): Buffer => new NaiveTree(leaves).root();

export const naiveInclusion = (index: number, leaves: Uint8Array[]): Buffer[] =>
  new NaiveTree(leaves).inclusion(index);

export const naiveConsistency = (from: number, leaves: Uint8Array[]): Buffer[] =>
  new NaiveTree(leaves).consistency(from);
