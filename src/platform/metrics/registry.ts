/** Monotonic counters of one isolate. Pure. */
import type { Definition } from './definitions.ts';

/** Values of counters and histogram parts by key, as stored and as added over isolates. */
export type Totals = Record<string, number>;

/** Separates the parts of a key. No label contains it. */
export const SEPARATOR = '\t';
/** Part of a histogram's key for its sum. The other parts are bucket numbers. */
export const SUM = 'sum';

export class Count {
  value = 0;

  add(more = 1): void {
    this.value += more;
  }
}

export class Distribution {
  /** One for each bound, and one for larger values. */
  readonly buckets: number[];
  sum = 0;
  readonly #bounds: readonly number[];

  /** `bounds` are in the stored unit. */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.buckets = new Array(bounds.length + 1).fill(0);
  }

  /** `value` is a whole number. */
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

  /** All values above zero, less the given totals. */
  totals(less: Totals = {}): Totals {
    const totals: Totals = {};
    const addValue = (key: string, value: number) => {
      const rest = value - (less[key] ?? 0);
      if (rest > 0) totals[key] = rest;
    };
    for (const [key, { value }] of this.#counts) addValue(key, value);
    for (const [key, { buckets, sum }] of this.#distributions) {
      for (const [bucket, value] of buckets.entries()) addValue(`${key}${SEPARATOR}${bucket}`, value);
      addValue(`${key}${SEPARATOR}${SUM}`, sum);
    }
    return totals;
  }
}
