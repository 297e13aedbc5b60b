/**
 * The log as one commit sees it: reads fall through to the log, and new entries stay in the draft until it is
 * committed. The changes of one request can be undone, so that a request which fails leaves nothing behind.
 */
import { append, type Hash, type Head } from '../merkle.ts';
import { windowsOfDay } from '../meter.ts';
import type { GrantRecord } from '../types.ts';
import type { Effect, LogLine, Side } from './entries.ts';
import { Journal } from './journal.ts';

/** The part of the log that requests are judged on. */
export interface LogReader {
  readonly lastSeq: number;
  /** The number of the next item. */
  readonly nextItem: number;
  head(tree: string): Head;
  /** Units of a window (see `windowsOf`). */
  used(tree: string, window: string): number;
  /** Null: no license holds anything of the item. */
  numberOf(item: string): number | null;
  hasUnit(tree: string, item: string, unit: string): boolean;
  grantOf(tree: string, item: string, key: string): GrantRecord | null;
}

export interface NewEntry {
  tree: string;
  line: string;
  leaf: Hash;
  id: string;
  /** Milliseconds, UTC. */
  atMs: number;
  billable: number;
  /** Additions to the holdings of the license. */
  adds?: {
    item: string;
    /** Whether the item is the entry's own article. */
    isArticle: boolean;
    units: string[];
    /** Absent: nothing is billed. */
    billed?: { day: string; title: string };
    /** Keys of the grants that the entry delivers first. */
    grants: string[];
  };
}

interface DraftEntry extends LogLine {
  effect: Effect;
  /** Of the tree with the entry. */
  head: Head;
}

export class LogDraft implements LogReader {
  readonly entries: DraftEntry[] = [];
  /** New items, and their numbers. */
  readonly items = new Map<string, number>();
  readonly journal = new Journal();
  readonly #log: LogReader;
  readonly #heads = new Map<string, Head>();
  readonly #used = new Map<string, number>();
  readonly #units = new Map<string, true>();
  readonly #grants = new Map<string, GrantRecord>();
  /** Items that were looked up in the log, and are new. */
  readonly #unknown = new Set<string>();

  constructor(log: LogReader) {
    this.#log = log;
  }

  get lastSeq(): number {
    return this.#log.lastSeq + this.entries.length;
  }

  get nextItem(): number {
    return this.#log.nextItem + this.items.size;
  }

  head(tree: string): Head {
    return this.#heads.get(tree) ?? this.#log.head(tree);
  }

  used(tree: string, window: string): number {
    return this.#log.used(tree, window) + (this.#used.get(keyOf(tree, window)) ?? 0);
  }

  numberOf(item: string): number | null {
    const added = this.items.get(item);
    if (added !== undefined || this.#unknown.has(item)) return added ?? null;
    const number = this.#log.numberOf(item);
    if (number === null) this.#unknown.add(item);
    return number;
  }

  hasUnit(tree: string, item: string, unit: string): boolean {
    if (this.#units.has(keyOf(tree, item, unit))) return true;
    return !this.#isNew(item) && this.#log.hasUnit(tree, item, unit);
  }

  grantOf(tree: string, item: string, key: string): GrantRecord | null {
    const added = this.#grants.get(keyOf(tree, item, key));
    return added ?? (this.#isNew(item) ? null : this.#log.grantOf(tree, item, key));
  }

  /** The log holds nothing of the item. */
  #isNew(item: string): boolean {
    return this.items.has(item) || this.numberOf(item) === null;
  }

  /** Adds the next leaf of a tree. */
  append({ tree, line, leaf, id, atMs, billable, adds }: NewEntry): void {
    const { journal } = this;
    const index = this.head(tree).size;
    const head = append(this.head(tree), leaf);
    journal.set(this.#heads, tree, head);
    const seq = this.lastSeq + 1;
    const effect: Effect = { seq, tree, index, leaf, atMs, billable, day: null, added: null };
    let side: Side | null = null;
    if (adds) {
      const { item, isArticle, units, billed, grants } = adds;
      const record: GrantRecord = { id, atMs, index, leaf: Buffer.from(leaf).toString('base64') };
      const n = this.#number(item);
      effect.day = billed?.day ?? null;
      effect.added = {
        item,
        n,
        index,
        units,
        date: billed?.day.split('@')[0] ?? '',
        grants: grants.map((key) => [key, record]),
      };
      side = {
        ...(billed && { day: billed.day, ...(billed.title && { title: billed.title }) }),
        n,
        ...(!isArticle && { item }),
        ...(grants.length > 0 && { grants }),
      };
      for (const unit of units) {
        if (this.hasUnit(tree, item, unit)) throw new Error('a unit is on the bill already');
        journal.set(this.#units, keyOf(tree, item, unit), true);
      }
      for (const key of grants) journal.set(this.#grants, keyOf(tree, item, key), record);
      if (billed)
        for (const window of Object.values(windowsOfDay(billed.day))) {
          const key = keyOf(tree, window);
          journal.set(this.#used, key, (this.#used.get(key) ?? 0) + billable);
        }
    }
    journal.push(this.entries, { seq, line, side, effect, head });
  }

  #number(item: string): number {
    const number = this.numberOf(item);
    if (number !== null) return number;
    const n = this.nextItem;
    this.journal.set(this.items, item, n);
    return n;
  }
}

const keyOf = (tree: string, item: string, name = ''): string => `${tree}\n${item}\n${name}`;
