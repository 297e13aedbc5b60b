/**
 * The holdings of the licenses of a log: billed units and first deliveries, in pages of items that were delivered at
 * about the same time. Items have numbers, in the order in which this object first delivered them to anybody.
 */
import { BoundedMap } from '../../rights/lru.ts';
import { readMeta, setMeta } from '../object-store/meta.ts';
import type { Addition } from './entries.ts';
import type { HeldItem, HoldingsPage, ItemHoldings } from './holdings-page.ts';
import { HOLDINGS_WEIGHT_MAX, ITEMS_MAX, PAGES_MAX } from './limits.ts';
import {
  deleteHoldings,
  numberOfItem,
  partsAfter,
  readHoldings,
  writeHoldings,
  writeItem,
} from './page-store.ts';
import { Pages } from './pages.ts';

export class Holdings {
  readonly #sql: SqlStorage;
  readonly #pageItems: number;
  readonly #pages: Pages<HoldingsPage>;
  #numbers = new BoundedMap<number>({ entriesMax: ITEMS_MAX });
  #nextItem = 0;

  constructor(sql: SqlStorage, pageItems: number) {
    this.#sql = sql;
    this.#pageItems = pageItems;
    this.#pages = new Pages({
      read: (key) => readHoldings(sql, ...partOfKey(key)),
      weigh: ({ weight }) => weight,
      weightMax: HOLDINGS_WEIGHT_MAX,
      entriesMax: PAGES_MAX,
    });
    this.load();
  }

  /** Forgets what is in memory. Entries since the last checkpoint must be replayed. */
  load(): void {
    this.#pages.clear();
    this.#numbers = new BoundedMap({ entriesMax: ITEMS_MAX });
    this.#nextItem = readMeta(this.#sql, 'next_item');
  }

  /** The number of the next item. */
  get nextItem(): number {
    return this.#nextItem;
  }

  /** Null: no license holds anything of the item. */
  numberOf(item: string): number | null {
    const cached = this.#numbers.get(item);
    if (cached !== undefined) return cached;
    const n = numberOfItem(this.#sql, item);
    if (n !== null) this.#numbers.set(item, n);
    return n;
  }

  get(tree: string, item: string): ItemHoldings | null {
    const n = this.numberOf(item);
    return n === null ? null : this.page(tree, this.#partOf(n)).get(item);
  }

  /** Number of the page that has an item. */
  #partOf(n: number): number {
    return Math.floor(n / this.#pageItems);
  }

  page(tree: string, part: number): HoldingsPage {
    return this.#pages.get(keyOfPart(tree, part));
  }

  /** Numbers of the pages of a license after the given one, in order: those with entries after the sequence `asOf`. */
  partsAfter(tree: string, part: number, asOf?: number): number[] {
    const dirty = [...this.#pages.dirty.keys()]
      .map(partOfKey)
      .flatMap(([of, one]) => (of === tree && one > part ? [one] : []));
    const stored = partsAfter(this.#sql, tree, { part, ...(asOf !== undefined && { asOf }) });
    return [...new Set([...stored, ...dirty])].sort((a, b) => a - b);
  }

  /** All holdings of a license. */
  *items(tree: string): Iterable<[item: string, ItemHoldings]> {
    for (const part of this.partsAfter(tree, -1)) yield* this.page(tree, part).items();
  }

  /** Numbers new items. Inside a transaction; memory follows with `takeItems` and `enter`. */
  writeItems(items: ReadonlyMap<string, number>): void {
    for (const [item, n] of items) writeItem(this.#sql, item, n);
  }

  takeItems(items: ReadonlyMap<string, number>): void {
    for (const [item, n] of items) this.#numbers.set(item, n);
  }

  /** Adds what an entry adds to an item, unless the stored page includes the entry. */
  enter(tree: string, seq: number, added: Addition): void {
    this.#nextItem = Math.max(this.#nextItem, added.n + 1);
    const key = keyOfPart(tree, this.#partOf(added.n));
    if (this.#pages.get(key).asOf >= seq) return;
    const page = this.#pages.edit(key);
    this.#pages.addWeight(page.add(added));
    page.asOf = seq;
  }

  /** Keys of pages that have changed since they were written. */
  get dirty(): ReadonlyMap<string, HoldingsPage> {
    return this.#pages.dirty;
  }

  get dirtyWeight(): number {
    return this.#pages.dirtyWeight;
  }

  /** Writes changed pages. Inside a transaction; memory follows with `markWritten`. */
  write(keys: readonly string[], asOf: number): void {
    for (const key of keys) {
      const page = this.dirty.get(key);
      if (!page) continue;
      const [tree, part] = partOfKey(key);
      writeHoldings(this.#sql, { tree, part, asOf, text: page.encode() });
    }
  }

  markWritten(keys: readonly string[], asOf: number): void {
    for (const key of keys) {
      const page = this.dirty.get(key);
      if (page) page.asOf = asOf;
      this.#pages.markClean(key);
    }
  }

  writeNextItem(): void {
    setMeta(this.#sql, 'next_item', this.#nextItem);
  }

  /**
   * Stores holdings that come with a partner; repeating it changes nothing. Inside a transaction; memory must be
   * reloaded if that fails.
   */
  moveIn(tree: string, items: readonly HeldItem[], asOf: number): void {
    const pages = new Map<number, HoldingsPage>();
    for (const held of items) {
      const part = this.#partOf(this.#numberFor(held.item));
      const page = pages.get(part) ?? this.page(tree, part);
      page.merge(held);
      pages.set(part, page);
    }
    for (const [part, page] of pages) {
      writeHoldings(this.#sql, { tree, part, asOf, text: page.encode() });
      this.#pages.forget(keyOfPart(tree, part));
    }
    this.writeNextItem();
  }

  /** The number of an item that may be new. */
  #numberFor(item: string): number {
    const known = this.numberOf(item);
    if (known !== null) return known;
    const n = this.#nextItem++;
    writeItem(this.#sql, item, n);
    this.#numbers.set(item, n);
    return n;
  }

  /**
   * Deletes some pages of a license that has moved to another object; false: there are none left. Inside a
   * transaction.
   */
  remove(tree: string, limit: number): boolean {
    const parts = partsAfter(this.#sql, tree, { part: -1, limit });
    for (const part of parts) {
      deleteHoldings(this.#sql, tree, part);
      this.#pages.forget(keyOfPart(tree, part));
    }
    return parts.length > 0;
  }
}

const keyOfPart = (tree: string, part: number): string => `${part} ${tree}`;

function partOfKey(key: string): [tree: string, part: number] {
  const end = key.indexOf(' ');
  return [key.slice(end + 1), Number(key.slice(0, end))];
}
