/**
 * A map bounded by entries and weight that drops entries that were not used recently. It holds two
 * generations and drops the older one as a whole, so a hit costs one lookup, and used entries stay.
 */
export interface Bounds<V> {
  entriesMax: number;
  /** Maximum sum of weights, in the unit that `weigh` returns. */
  weightMax?: number;
  /** Called once, when the entry is set. */
  weigh?: (value: V) => number;
}

interface Entry<V> {
  value: V;
  weight: number;
}

export class BoundedMap<V> {
  #young = new Map<string, Entry<V>>();
  #old = new Map<string, Entry<V>>();
  #youngWeight = 0;
  #oldWeight = 0;
  readonly #entriesMax: number;
  readonly #weightMax: number;
  readonly #weigh: (value: V) => number;

  constructor({ entriesMax, weightMax = Infinity, weigh = () => 0 }: Bounds<V>) {
    // Each generation holds half.
    this.#entriesMax = Math.max(1, Math.floor(entriesMax / 2));
    this.#weightMax = weightMax / 2;
    this.#weigh = weigh;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  get weight(): number {
    return this.#youngWeight + this.#oldWeight;
  }

  get(key: string): V | undefined {
    const young = this.#young.get(key);
    if (young) return young.value;
    const old = this.#old.get(key);
    if (!old) return undefined;
    this.delete(key);
    this.#store(key, old);
    return old.value;
  }

  /** Does not store a value that weighs more than one generation may hold. */
  set(key: string, value: V): void {
    this.delete(key);
    const weight = this.#weigh(value);
    if (weight <= this.#weightMax) this.#store(key, { value, weight });
  }

  delete(key: string): void {
    const young = this.#young.get(key);
    if (young) {
      this.#youngWeight -= young.weight;
      this.#young.delete(key);
    }
    const old = this.#old.get(key);
    if (old) {
      this.#oldWeight -= old.weight;
      this.#old.delete(key);
    }
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#youngWeight = 0;
    this.#oldWeight = 0;
  }

  #store(key: string, entry: Entry<V>): void {
    if (this.#young.size >= this.#entriesMax || this.#youngWeight + entry.weight > this.#weightMax) {
      this.#old = this.#young;
      this.#oldWeight = this.#youngWeight;
      this.#young = new Map();
      this.#youngWeight = 0;
    }
    this.#young.set(key, entry);
    this.#youngWeight += entry.weight;
  }
}
