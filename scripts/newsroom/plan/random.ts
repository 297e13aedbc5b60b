/** Chance that comes out the same for the same seed: two fills with one seed are one log. Pure. */
import { createHash } from 'node:crypto';

export class Random {
  #state: number;

  constructor(seed: string) {
    this.#state = createHash('sha256').update(seed).digest().readUInt32LE();
  }

  /** From 0 up to, and without, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Another one, which what is drawn of it does not take from this one. */
  fork(): Random {
    return new Random(this.hex(16));
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  chance(of: number): boolean {
    return this.next() < of;
  }

  /** Most are small, a few large; `mean` on average. */
  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits)
      text += this.below(2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return text.slice(0, digits);
  }

  /** As `newId` makes them: UUIDv7 of that instant. */
  id(prefix: string, atMs: number): string {
    return `${prefix}_${atMs.toString(16).padStart(12, '0')}7${this.hex(3)}${'89ab'[this.below(4)]}${this.hex(15)}`;
  }
}

export class Weighted<T> {
  readonly #items: readonly T[];
  readonly #sums: number[] = [];

  constructor(items: readonly T[], weightOf: (item: T, place: number) => number) {
    this.#items = items;
    let sum = 0;
    for (const [place, item] of items.entries()) {
      sum += weightOf(item, place);
      this.#sums.push(sum);
    }
  }

  draw(random: Random): T {
    const at = random.next() * (this.#sums.at(-1) ?? 0);
    let [low, high] = [0, this.#sums.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sums[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return this.#items[low] as T;
  }
}

export function weighted<T>(pairs: readonly (readonly [T, number])[]): Weighted<T> {
  return new Weighted(
    pairs.map(([value]) => value),
    (_, place) => pairs[place]?.[1] ?? 0,
  );
}
