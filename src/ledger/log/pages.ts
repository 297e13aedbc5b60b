/** Pages in memory: those that were changed, until they are written, and as many of the others as there is room for. */
import { BoundedMap } from '../../rights/lru.ts';

interface Store<Page> {
  /** Reads a page; one that is not there is empty. */
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

  /** Of all that was changed, roughly. */
  get dirtyWeight(): number {
    return this.#dirtyWeight;
  }

  get dirty(): ReadonlyMap<string, Page> {
    return this.#dirty;
  }

  get(key: string): Page {
    const there = this.#dirty.get(key) ?? this.#clean.get(key);
    if (there !== undefined) return there;
    const page = this.#store.read(key);
    this.#clean.set(key, page);
    return page;
  }

  /** The page, which whoever asks for it changes. */
  change(key: string): Page {
    const page = this.get(key);
    if (!this.#dirty.has(key)) {
      this.#clean.delete(key);
      this.#dirty.set(key, page);
      this.#dirtyWeight += this.#store.weigh(page);
    }
    return page;
  }

  grew(weight: number): void {
    this.#dirtyWeight += weight;
  }

  /** It is stored as it is in memory. */
  written(key: string): void {
    const page = this.#dirty.get(key);
    if (page === undefined) return;
    this.#dirty.delete(key);
    this.#clean.set(key, page);
    if (this.#dirty.size === 0) this.#dirtyWeight = 0;
    else this.#dirtyWeight = Math.max(0, this.#dirtyWeight - this.#store.weigh(page));
  }

  /** It is read again when it is asked for: what was stored has come or gone. */
  forget(key: string): void {
    this.#dirty.delete(key);
    this.#clean.delete(key);
  }
}
