/**
 * The holdings of the licenses of a log: billed units and first deliveries, in pages of items that were
 * delivered at about the same time. Items have numbers, in the order in which this object first delivered
 * them to anybody.
 *
 * A page has rows, and additions in memory until a checkpoint appends them to its rows. So a checkpoint
 * writes what was added and not the page. An addition may be repeated: a start replays some that are in the
 * rows already.
 */
import { isDeepStrictEqual } from 'node:util';
import { BoundedMap } from '../../rights/lru.ts';
import { readMeta, setMeta } from '../object-store/meta.ts';
import type { GrantRecord } from '../types.ts';
import type { Addition } from './entries.ts';
import { type HeldItem, HoldingsPage, type ItemHoldings } from './holdings-page.ts';
import { HOLDINGS_WEIGHT_MAX, ITEMS_MAX, PAGES_MAX } from './limits.ts';
import {
  appendHoldings,
  deleteHoldings,
  numberOfItem,
  partsAfter,
  readHoldings,
  treesWith,
  writeItem,
} from './page-store.ts';

export class Holdings {
  readonly #sql: SqlStorage;
  readonly #pageItems: number;
  /** Pages as their rows have them. */
  readonly #stored = new BoundedMap<HoldingsPage>({
    entriesMax: PAGES_MAX,
    weightMax: HOLDINGS_WEIGHT_MAX,
    weigh: ({ weight }) => weight,
  });
  /** Additions that are in no row, by page. */
  readonly #unwritten = new Map<string, HoldingsPage>();
  #unwrittenWeight = 0;
  readonly #numbers = new BoundedMap<number>({ entriesMax: ITEMS_MAX });
  #nextItem = 0;

  constructor(sql: SqlStorage, pageItems: number) {
    this.#sql = sql;
    this.#pageItems = pageItems;
    this.load();
  }

  /** Clears memory. Entries since the last checkpoint must be replayed. */
  load(): void {
    this.#stored.clear();
    this.#unwritten.clear();
    this.#unwrittenWeight = 0;
    this.#numbers.clear();
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

  hasUnit(tree: string, item: string, unit: string): boolean {
    return this.#versions(tree, item).some(({ units }) => units.has(unit));
  }

  /** Null: the first delivery of this grant has not been made. */
  grantOf(tree: string, item: string, key: string): GrantRecord | null {
    for (const { grants } of this.#versions(tree, item)) {
      const grant = grants.get(key);
      if (grant) return grant;
    }
    return null;
  }

  /** Null: the license holds nothing of the item. */
  get(tree: string, item: string): ItemHoldings | null {
    const versions = this.#versions(tree, item);
    if (versions.length < 2) return versions[0] ?? null;
    return {
      units: new Map(versions.flatMap(({ units }) => [...units])),
      grants: new Map(versions.flatMap(({ grants }) => [...grants])),
    };
  }

  /** The stored holdings of an item, and later additions. */
  #versions(tree: string, item: string): ItemHoldings[] {
    const n = this.numberOf(item);
    if (n === null) return [];
    const key = keyOfPart(tree, this.#partOf(n));
    const stored = this.#storedPage(key).get(item);
    const added = this.#unwritten.get(key)?.get(item);
    return [stored, added].flatMap((holdings) => holdings ?? []);
  }

  #storedPage(key: string): HoldingsPage {
    const cached = this.#stored.get(key);
    if (cached) return cached;
    const page = new HoldingsPage(readHoldings(this.#sql, ...partOfKey(key)));
    this.#stored.set(key, page);
    return page;
  }

  /** Number of the page that has an item. */
  #partOf(n: number): number {
    return Math.floor(n / this.#pageItems);
  }

  /** Trees that have holdings of an item. */
  holdersOf(item: string): string[] {
    const n = this.numberOf(item);
    if (n === null) return [];
    const part = this.#partOf(n);
    const added = [...this.#unwritten].flatMap(([key, page]) => {
      const [tree, partOfPage] = partOfKey(key);
      return partOfPage === part && page.get(item) ? [tree] : [];
    });
    return [...new Set([...treesWith(this.#sql, part, item), ...added])].sort();
  }

  /** The items of a page, with additions. */
  *itemsOf(tree: string, part: number): Iterable<[item: string, ItemHoldings]> {
    const key = keyOfPart(tree, part);
    const page = new HoldingsPage(this.#storedPage(key).encode());
    page.append(this.#unwritten.get(key)?.encode() ?? '');
    yield* page.items();
  }

  /** All holdings of a license. */
  *items(tree: string): Iterable<[item: string, ItemHoldings]> {
    for (const part of this.partsAfter(tree, -1)) yield* this.itemsOf(tree, part);
  }

  /**
   * Numbers of the pages of a license after the given one, in order: those with entries after the sequence
   * `asOf`.
   */
  partsAfter(tree: string, part: number, asOf?: number): number[] {
    const added = [...this.#unwritten.keys()]
      .map(partOfKey)
      .flatMap(([owner, unwrittenPart]) => (owner === tree && unwrittenPart > part ? [unwrittenPart] : []));
    const stored = partsAfter(this.#sql, tree, { part, ...(asOf !== undefined && { asOf }) });
    return [...new Set([...stored, ...added])].sort((a, b) => a - b);
  }

  /** Numbers new items. Inside a transaction; memory follows with `takeItems` and `add`. */
  writeItems(items: ReadonlyMap<string, number>): void {
    for (const [item, n] of items) writeItem(this.#sql, item, n);
  }

  takeItems(items: ReadonlyMap<string, number>): void {
    for (const [item, n] of items) this.#numbers.set(item, n);
  }

  /** Adds an entry's units and grants to an item. */
  add(tree: string, added: Addition): void {
    this.#nextItem = Math.max(this.#nextItem, added.n + 1);
    const key = keyOfPart(tree, this.#partOf(added.n));
    const page = this.#unwritten.get(key) ?? new HoldingsPage();
    this.#unwritten.set(key, page);
    this.#unwrittenWeight += page.add(added);
  }

  /** Keys of pages with additions that are in no row. */
  get unwritten(): string[] {
    return [...this.#unwritten.keys()];
  }

  /** Bytes of additions in memory, roughly. */
  get unwrittenWeight(): number {
    return this.#unwrittenWeight;
  }

  /** Writes additions to pages. Inside a transaction; memory follows with `markWritten`. */
  write(keys: readonly string[], asOf: number): void {
    for (const key of keys) {
      const added = this.#unwritten.get(key);
      if (!added) continue;
      const [tree, part] = partOfKey(key);
      appendHoldings(this.#sql, { tree, part, asOf, text: added.encode() });
    }
  }

  markWritten(keys: readonly string[]): void {
    for (const key of keys) {
      const added = this.#unwritten.get(key);
      if (!added) continue;
      this.#unwritten.delete(key);
      this.#unwrittenWeight -= added.weight;
      const stored = this.#stored.get(key);
      if (!stored) continue;
      stored.append(added.encode());
      // Its weight has changed.
      this.#stored.set(key, stored);
    }
  }

  writeNextItem(): void {
    setMeta(this.#sql, 'next_item', this.#nextItem);
  }

  /**
   * Stores holdings that come with a partner; repeating it changes nothing. Inside a transaction; memory must
   * be reloaded if that fails.
   */
  moveIn(tree: string, items: readonly HeldItem[], asOf: number): void {
    const pages = new Map<number, HoldingsPage>();
    for (const held of items) {
      if (isPartOf(held, this.get(tree, held.item))) continue;
      const part = this.#partOf(this.#numberFor(held.item));
      const page = pages.get(part) ?? new HoldingsPage();
      page.merge(held);
      pages.set(part, page);
    }
    for (const [part, page] of pages) {
      appendHoldings(this.#sql, { tree, part, asOf, text: page.encode() });
      this.#stored.delete(keyOfPart(tree, part));
    }
    this.writeNextItem();
  }

  /** The number of an item that may be new. */
  #numberFor(item: string): number {
    const number = this.numberOf(item);
    if (number !== null) return number;
    const n = this.#nextItem++;
    writeItem(this.#sql, item, n);
    this.#numbers.set(item, n);
    return n;
  }

  /**
   * Deletes some pages of a license that has moved to another object and has no additions in memory; false:
   * there are none left. Inside a transaction.
   */
  remove(tree: string, limit: number): boolean {
    const parts = partsAfter(this.#sql, tree, { part: -1, limit });
    for (const part of parts) {
      deleteHoldings(this.#sql, tree, part);
      this.#stored.delete(keyOfPart(tree, part));
    }
    return parts.length > 0;
  }
}

const keyOfPart = (tree: string, part: number): string => `${part} ${tree}`;

/** Whether merging an item into holdings would change nothing. */
const isPartOf = ({ units, grants }: HeldItem, stored: ItemHoldings | null): boolean =>
  stored !== null &&
  units.every(([name, unit]) => isDeepStrictEqual(stored.units.get(name), unit)) &&
  grants.every(([key, grant]) => isDeepStrictEqual(stored.grants.get(key), grant));

function partOfKey(key: string): [tree: string, part: number] {
  const end = key.indexOf(' ');
  return [key.slice(end + 1), Number(key.slice(0, end))];
}
