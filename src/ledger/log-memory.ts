/**
 * The log of an object, and the dates and ids of its entries. A group works on a view; memory takes its
 * changes only after the transaction has returned, so it is never ahead of the disk.
 */
import { V7Generator } from 'uuidv7';
import { yieldToEventLoop } from '../platform/event-loop.ts';
import { log } from '../platform/log.ts';
import { HOT_LICENSES_MAX } from './limits.ts';
import type { LogDraft } from './log/draft.ts';
import type { EntryLog } from './log/entry-log.ts';
import type { Head } from './merkle.ts';
import { entryTime, type ShardClock } from './shard-clock.ts';

/** A bounded map that reads through; forgetting everything when full is enough for tables this small. */
export class Hot<T> {
  readonly #values = new Map<string, T>();
  readonly #read: (id: string) => T | null;

  constructor(read: (id: string) => T | null) {
    this.#read = read;
  }

  get(id: string): T | null {
    const hot = this.#values.get(id);
    if (hot !== undefined) return hot;
    const value = this.#read(id);
    if (value !== null) this.set(id, value);
    return value;
  }

  set(id: string, value: T): void {
    if (this.#values.size >= HOT_LICENSES_MAX) this.#values.clear();
    this.#values.set(id, value);
  }

  forget(id: string): void {
    this.#values.delete(id);
  }

  clear(): void {
    this.#values.clear();
  }
}

/** The log as one group sees it: reads fall through to the object, writes stay in the group. */
export interface LogView {
  draft: LogDraft;
  /** Milliseconds, UTC. */
  nowMs: number;
  /** Date of entries: `nowMs`, or the previous entry's date if that is a little later. */
  atMs: number;
  /** `atMs` as ISO 8601. */
  at: string;
  /** An entry's id: of `atMs`, and later than that of any entry of the object before it. */
  newId<P extends string>(prefix: P): `${P}_${string}`;
}

export class LogMemory {
  readonly entries: EntryLog;
  readonly #clock: ShardClock;
  readonly #ids = new V7Generator();
  #lastAtMs: number;

  constructor(entries: EntryLog, clock: ShardClock) {
    this.entries = entries;
    this.#clock = clock;
    this.#lastAtMs = entries.lastDateMs();
  }

  /** Of a license's log. */
  head(tree: string): Head {
    return this.entries.head(tree);
  }

  /** Whether the license's log is only partly here, or may have grown in another object. */
  isElsewhere(_tree: string): boolean {
    return false;
  }

  /** Date of the last entry, milliseconds, UTC; 0: there is none. */
  get lastEntryMs(): number {
    return this.#lastAtMs;
  }

  /**
   * Ignores the dates of entries that a clock which was ahead has dated later than now. Inside a transaction.
   */
  forgetLaterDates(nowMs: number): void {
    this.entries.setLastDate(nowMs);
    this.#lastAtMs = Math.min(this.#lastAtMs, nowMs);
  }

  /** Drops cached state after a partner has arrived or left. */
  forgetAll(): void {
    this.#lastAtMs = Math.max(this.#lastAtMs, this.entries.lastDateMs());
  }

  protected get now(): Pick<LogView, 'nowMs' | 'atMs'> {
    const nowMs = this.#clock.now();
    return { nowMs, atMs: entryTime(nowMs, this.#lastAtMs, this.#clock.toleranceMs) };
  }

  view(): LogView {
    const { now } = this;
    return {
      ...now,
      draft: this.entries.draft(),
      at: new Date(now.atMs).toISOString(),
      newId: (prefix) => `${prefix}_${this.#ids.generateOrResetWithTs(now.atMs).toHex()}`,
    };
  }

  /**
   * A step of a checkpoint, if one is due. True: there are more. Never throws: entries whose pages are not
   * written are replayed at the start.
   */
  stepCheckpoint(): boolean {
    try {
      return this.entries.checkpointStep(this.#clock.now());
    } catch (error) {
      log('error', 'pages_unwritten', { error: String(error) });
      return false;
    }
  }

  /** A checkpoint, if one is due, in steps between which requests are served. Never throws. */
  async writeCheckpoint(): Promise<void> {
    while (this.stepCheckpoint()) await yieldToEventLoop(0);
  }

  take({ draft, atMs }: LogView): void {
    if (draft.entries.length > 0) this.#lastAtMs = atMs;
    this.entries.take(draft);
  }
}
