/** Page cache: changed pages stay in memory until they are written, clean ones as long as there is room. */
import { BoundedMap } from '../../rights/lru.ts';

interface Store<Page> {
  /** Reads a page; a page that is not stored is empty. */
  read(key: string): Page;
  weigh(page: Page): number;
  weightMax: number;
  entriesMax: number;
}

export class Pages<Page> {
  readonly #store: Store<Page>;
  readonly #dirty = new Map<string, Page>();
  readonly #clean: BoundedMap<Page>;
  #dirtyWeight = 0;

  constructor(store: Store<Page>) {
    this.#store = store;
    this.#clean = new BoundedMap(store);
  }

  /** Of all changed pages, roughly. */
  get dirtyWeight(): number {
    return this.#dirtyWeight;
  }

  get dirty(): ReadonlyMap<string, Page> {
    return this.#dirty;
  }

  get(key: string): Page {
    const cached = this.#dirty.get(key) ?? this.#clean.get(key);
    if (cached !== undefined) return cached;
    const page = this.#store.read(key);
    this.#clean.set(key, page);
    return page;
  }

  /** The page, for a caller that changes it. */
  edit(key: string): Page {
    const page = this.get(key);
    if (!this.#dirty.has(key)) {
      this.#clean.delete(key);
      this.#dirty.set(key, page);
      this.#dirtyWeight += this.#store.weigh(page);
    }
    return page;
  }

  /** A changed page has become heavier. */
  addWeight(weight: number): void {
    this.#dirtyWeight += weight;
  }

  /** The page is stored as it is in memory. */
  markClean(key: string): void {
    const page = this.#dirty.get(key);
    if (page === undefined) return;
    this.#dropDirty(key, page);
    this.#clean.set(key, page);
  }

  /** The next `get` reads the page. */
  forget(key: string): void {
    const page = this.#dirty.get(key);
    if (page !== undefined) this.#dropDirty(key, page);
    this.#clean.delete(key);
  }

  clear(): void {
    this.#dirty.clear();
    this.#dirtyWeight = 0;
    this.#clean.clear();
  }

  #dropDirty(key: string, page: Page): void {
    this.#dirty.delete(key);
    const weight = this.#dirtyWeight - this.#store.weigh(page);
    this.#dirtyWeight = this.#dirty.size === 0 ? 0 : Math.max(0, weight);
  }
}
