/** Numbers of one isolate, that only grow. Pure. */
import type { Definition } from './definitions.ts';

/** Series and parts of histograms by name: what is written down, and what is added up over isolates. */
export type Totals = Record<string, number>;

/** Between the parts of a key; no label has it. */
export const SEPARATOR = '\t';
/** The part of a histogram's key that its sum stands under; the others are numbers of buckets. */
export const SUM = 'sum';

/** One number. */
export class Count {
  value = 0;

  add(more = 1): void {
    this.value += more;
  }
}

/** How many values fell between each two bounds, and their sum. */
export class Distribution {
  /** One for each bound, and one for what is above all. */
  readonly buckets: number[];
  sum = 0;
  readonly #bounds: readonly number[];

  /** In the unit that is kept. */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.buckets = new Array(bounds.length + 1).fill(0);
  }

  /** Whole numbers only. */
  add(value: number): void {
    const bounds = this.#bounds;
    let bucket = 0;
    while (bucket < bounds.length && value > (bounds[bucket] as number)) bucket++;
    this.buckets[bucket] = (this.buckets[bucket] as number) + 1;
    this.sum += value;
  }
}

export class Registry {
  readonly #counts = new Map<string, Count>();
  readonly #distributions = new Map<string, Distribution>();

  count({ name }: Definition, ...labels: string[]): Count {
    const key = [name, ...labels].join(SEPARATOR);
    let count = this.#counts.get(key);
    if (!count) {
      count = new Count();
      this.#counts.set(key, count);
    }
    return count;
  }

  distribution({ name, bounds = [], per = 1 }: Definition, ...labels: string[]): Distribution {
    const key = [name, ...labels].join(SEPARATOR);
    let distribution = this.#distributions.get(key);
    if (!distribution) {
      distribution = new Distribution(bounds.map((bound) => Math.round(bound * per)));
      this.#distributions.set(key, distribution);
    }
    return distribution;
  }

  /** All that is not zero, less what was told before. */
  totals(less: Totals = {}): Totals {
    const totals: Totals = {};
    const put = (key: string, value: number) => {
      const rest = value - (less[key] ?? 0);
      if (rest > 0) totals[key] = rest;
    };
    for (const [key, { value }] of this.#counts) put(key, value);
    for (const [key, { buckets, sum }] of this.#distributions) {
      for (const [bucket, value] of buckets.entries()) put(`${key}${SEPARATOR}${bucket}`, value);
      put(`${key}${SEPARATOR}${SUM}`, sum);
    }
    return totals;
  }
}
