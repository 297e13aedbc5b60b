/**
 * What an object keeps in memory of its logs. A group works on a view; its changes are taken over only after the transaction has returned,
 * so memory is never ahead of the disk.
 */
import { V7Generator } from 'uuidv7';
import { HOT_LICENSES_MAX } from './limits.ts';
import type { Head } from './merkle.ts';
import { readHead } from './object-store/log.ts';
import { readMeta } from './object-store/meta.ts';
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

/** The logs as one group sees them: reads fall through to the object, writes stay in the group. */
export interface LogView {
  sql: SqlStorage;
  /** Milliseconds, UTC. */
  nowMs: number;
  /** What entries are dated: `nowMs`, or the date of the entry before when that is a little later. */
  atMs: number;
  /** `atMs` as ISO 8601. */
  at: string;
  head(license: string): Head;
  setHead(license: string, head: Head): void;
  /** An entry's id: of `atMs`, and later than that of any entry of the object before it. */
  newId<P extends string>(prefix: P): `${P}_${string}`;
  /** Heads that the group has moved. */
  moved: Map<string, Head>;
}

export class LogMemory {
  protected readonly sql: SqlStorage;
  readonly #clock: ShardClock;
  readonly #heads: Hot<Head>;
  readonly #ids = new V7Generator();
  #lastAtMs: number;

  constructor(sql: SqlStorage, clock: ShardClock) {
    this.sql = sql;
    this.#clock = clock;
    this.#heads = new Hot((id) => readHead(sql, id));
    this.#lastAtMs = readMeta(sql, 'last_at_ms');
  }

  /** Of a license's log. */
  head(tree: string): Head {
    return this.#heads.get(tree) ?? { size: 0, frontier: [] };
  }

  /** Whether the license's log is only partly here, or may by now have gone on in another object. */
  isElsewhere(_tree: string): boolean {
    return false;
  }

  /** Date of the last entry, milliseconds, UTC; 0: there is none. */
  get lastEntryMs(): number {
    return this.#lastAtMs;
  }

  /** The last entry counts as dated now: whatever is dated later was dated by a clock that was ahead. */
  forgetLaterDates(nowMs: number): void {
    this.#lastAtMs = Math.min(this.#lastAtMs, nowMs);
  }

  /** After rows have come or gone. */
  forgetAll(): void {
    this.#heads.clear();
    this.#lastAtMs = Math.max(this.#lastAtMs, readMeta(this.sql, 'last_at_ms'));
  }

  protected get now(): Pick<LogView, 'sql' | 'nowMs' | 'atMs'> {
    const nowMs = this.#clock.now();
    return { sql: this.sql, nowMs, atMs: entryTime(nowMs, this.#lastAtMs, this.#clock.toleranceMs) };
  }

  view(): LogView {
    const { now } = this;
    const moved = new Map<string, Head>();
    return {
      ...now,
      at: new Date(now.atMs).toISOString(),
      head: (id) => moved.get(id) ?? this.head(id),
      setHead: (id, head) => moved.set(id, head),
      newId: (prefix) => `${prefix}_${this.#ids.generateOrResetWithTs(now.atMs).toHex()}`,
      moved,
    };
  }

  take(view: LogView): void {
    this.#lastAtMs = view.atMs;
    for (const [license, head] of view.moved) this.#heads.set(license, head);
  }
}
