/**
 * The log of an object: its entries in one order, and the trees, units, grants and usage that follow from
 * them. A commit writes one row. All else is kept in memory, written as pages at checkpoints, and rebuilt at
 * the start from the entries after the last checkpoint. An entry has a sequence in this object, and an index
 * in the tree of its license.
 */
import type { Head } from '../merkle.ts';
import { readMeta, setMeta } from '../object-store/meta.ts';
import type { GrantRecord } from '../types.ts';
import { LogDraft, type LogReader } from './draft.ts';
import { dateOfLine, effectOf } from './entries.ts';
import { Holdings } from './holdings.ts';
import {
  CHECKPOINT_ENTRIES_MAX,
  CHECKPOINT_ENTRIES_MIN,
  CHECKPOINT_ENTRIES_PER_TREE,
  CHECKPOINT_INTERVAL_MS,
  CHECKPOINT_STEP_PAGES,
  CHECKPOINT_WEIGHT_MAX,
  PACK_ENTRIES_MAX,
  PAGE_ITEMS,
} from './limits.ts';
import { LogLines } from './lines.ts';
import { LogTrees } from './trees.ts';

/** Tests use smaller ones. */
export interface LogLimits {
  packEntries: number;
  checkpointEntries: number;
  stepPages: number;
  pageItems: number;
}

const LIMITS: LogLimits = {
  packEntries: PACK_ENTRIES_MAX,
  checkpointEntries: CHECKPOINT_ENTRIES_MIN,
  stepPages: CHECKPOINT_STEP_PAGES,
  pageItems: PAGE_ITEMS,
};

interface Deps {
  sql: SqlStorage;
  /** All or nothing; memory is not rolled back. */
  transaction<T>(body: () => T): T;
}

/** A checkpoint that is being written. When it is done, every page includes the entries up to `seq`. */
interface Checkpoint {
  seq: number;
  /** Pages that are still to be written. */
  trees: string[];
  holdings: string[];
}

export class EntryLog implements LogReader {
  readonly lines: LogLines;
  readonly trees: LogTrees;
  readonly holdings: Holdings;
  readonly #sql: SqlStorage;
  readonly #transaction: Deps['transaction'];
  readonly #limits: LogLimits;
  /** Sequence of the last checkpoint. */
  #checkpointSeq = 0;
  /** When the last checkpoint ended, or the first step was asked for; milliseconds. */
  #checkpointMs: number | null = null;
  /** Null: no checkpoint is being written. */
  #running: Checkpoint | null = null;

  constructor(deps: Deps, limits: Partial<LogLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
    this.#sql = deps.sql;
    this.#transaction = deps.transaction;
    this.lines = new LogLines(deps, this.#limits.packEntries);
    this.trees = new LogTrees(deps.sql);
    this.holdings = new Holdings(deps.sql, this.#limits.pageItems);
    this.#replay();
  }

  /** Rebuilds memory from the database, for when a transaction has failed that had changed memory. */
  reload(): void {
    this.lines.load();
    this.trees.clear();
    this.holdings.load();
    this.#replay();
  }

  /**
   * Applies the entries since the last checkpoint; trees that include them already, and holdings, stay the
   * same.
   */
  #replay(): void {
    this.#running = null;
    this.#checkpointSeq = readMeta(this.#sql, 'checkpoint');
    for (const line of this.lines.after(this.#checkpointSeq)) {
      const effect = effectOf(line);
      this.trees.replay(effect);
      if (effect.added) this.holdings.add(effect.tree, effect.added);
    }
  }

  get lastSeq(): number {
    return this.lines.lastSeq;
  }

  get nextItem(): number {
    return this.holdings.nextItem;
  }

  head(tree: string): Head {
    return this.trees.head(tree);
  }

  used(tree: string, window: string): number {
    return this.trees.used(tree).get(window) ?? 0;
  }

  numberOf(item: string): number | null {
    return this.holdings.numberOf(item);
  }

  hasUnit(tree: string, item: string, unit: string): boolean {
    return this.holdings.hasUnit(tree, item, unit);
  }

  grantOf(tree: string, item: string, key: string): GrantRecord | null {
    return this.holdings.grantOf(tree, item, key);
  }

  draft(): LogDraft {
    return new LogDraft(this);
  }

  /**
   * Writes the entries of a draft. Inside a transaction; once that has returned, memory follows with `take`.
   */
  commit({ entries, items }: LogDraft): void {
    this.holdings.writeItems(items);
    this.lines.write(entries);
    this.trees.writeFullTiles(entries.map(({ effect }) => effect));
  }

  take({ entries, items }: LogDraft): void {
    this.holdings.takeItems(items);
    this.lines.take(entries);
    for (const { effect, head } of entries) {
      this.trees.enter(effect, head);
      if (effect.added) this.holdings.add(effect.tree, effect.added);
    }
  }

  /**
   * The least date of the next entry, milliseconds, UTC; 0: any. It is the date of the newest entry, unless a
   * clock that was ahead has dated that.
   */
  lastDateMs(): number {
    const least = readMeta(this.#sql, 'last_at_ms');
    if (this.lastSeq <= readMeta(this.#sql, 'dates_from')) return least;
    const line = this.lines.at(this.lastSeq)?.line;
    return line ? Math.max(least, Date.parse(dateOfLine(line))) : least;
  }

  /**
   * Lets the next entry be dated from `ms` on, whatever the dates of the entries so far. Inside a
   * transaction.
   */
  setLastDate(ms: number): void {
    setMeta(this.#sql, 'last_at_ms', ms);
    setMeta(this.#sql, 'dates_from', this.lastSeq);
  }

  /**
   * Deletes the texts of entries that are in the archive or, with `deleted`, whose retention time was over.
   * After `checkpoint`, inside a transaction.
   */
  clearLines(seqs: readonly number[], { deleted = false } = {}): void {
    if (seqs.includes(this.lastSeq)) this.setLastDate(this.lastDateMs());
    if (seqs.some((seq) => seq > this.#checkpointSeq))
      throw new Error('an entry would be replayed without its text');
    this.lines.clear(seqs, deleted);
  }

  /** Deletes a tree that has moved to another object. After `checkpoint`, inside a transaction. */
  removeTree(tree: string): void {
    if (this.trees.asOf(tree) > this.#checkpointSeq)
      throw new Error(`the tree ${tree} has entries that would be replayed`);
    this.trees.remove(tree);
  }

  /** A whole checkpoint: all entries are in packs and in pages, and nothing is left to replay. */
  checkpoint(nowMs: number): void {
    this.lines.pack();
    // A checkpoint under way may lack the newest entries.
    while (this.#running) this.checkpointStep(nowMs);
    if (this.lastSeq > this.#checkpointSeq) this.#beginCheckpoint();
    while (this.#running) this.checkpointStep(nowMs);
  }

  /** One step of a checkpoint, if one is due: writes some pages. True: there are more. */
  checkpointStep(nowMs: number): boolean {
    this.#checkpointMs ??= nowMs;
    if (!this.#running && !this.#isCheckpointDue(nowMs)) return false;
    const { seq, trees, holdings } = this.#running ?? this.#beginCheckpoint();
    const asOf = this.lastSeq;
    // Holdings first: a license is here once its tree has a row.
    const pages = holdings.splice(0, this.#limits.stepPages);
    const rows = trees.splice(0, this.#limits.stepPages - pages.length);
    const isLast = trees.length === 0 && holdings.length === 0;
    try {
      this.#transaction(() => {
        this.trees.write(rows, asOf);
        this.holdings.write(pages, asOf);
        if (!isLast) return;
        setMeta(this.#sql, 'checkpoint', seq);
        this.holdings.writeNextItem();
      });
    } catch (error) {
      // The pages of this step are not written, so the next checkpoint begins from the start.
      this.#running = null;
      throw error;
    }
    this.trees.markWritten(rows, asOf);
    this.holdings.markWritten(pages);
    if (!isLast) return true;
    this.#checkpointSeq = seq;
    this.#checkpointMs = nowMs;
    this.#running = null;
    return false;
  }

  #beginCheckpoint(): Checkpoint {
    this.#running = {
      seq: this.lastSeq,
      trees: [...this.trees.dirty.keys()],
      holdings: this.holdings.unwritten,
    };
    return this.#running;
  }

  #isCheckpointDue(nowMs: number): boolean {
    const entries = this.lastSeq - this.#checkpointSeq;
    if (entries === 0) return false;
    const { checkpointEntries } = this.#limits;
    const perTree = CHECKPOINT_ENTRIES_PER_TREE * this.trees.dirty.size;
    const enough = Math.min(CHECKPOINT_ENTRIES_MAX, Math.max(checkpointEntries, perTree));
    const weight = this.trees.dirtyWeight + this.holdings.unwrittenWeight;
    const elapsed = nowMs - (this.#checkpointMs ?? nowMs);
    return (
      entries >= enough || weight >= CHECKPOINT_WEIGHT_MAX || elapsed >= CHECKPOINT_INTERVAL_MS || elapsed < 0
    );
  }
}
