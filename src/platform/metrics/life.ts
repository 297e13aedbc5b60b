/**
 * How an isolate's numbers get to D1: absolute, under a name of its own, at most every few seconds. One that was taken for gone begins
 * a new life, with what has been counted since: nothing is counted twice, and no sum ever falls.
 */
import { COUNTS_WRITE_MS, ISOLATE_GONE_MS } from './limits.ts';
import type { Registry, Totals } from './registry.ts';
import { foldStatements, insertCounts, updateCounts } from './store.ts';

/** What a statement has answered. */
interface Answered {
  meta: { changes: number };
}

export interface Writing {
  /** To be run in one batch. When it fails, the next writing makes up for it. */
  statements: D1PreparedStatement[];
  /** What the batch has answered to them. `gone`: nothing was written, and it is to be written again. */
  done(results: Answered[]): 'there' | 'gone';
}

export class Life {
  readonly #registry: Registry;
  readonly #name: () => string;
  /** Null: nothing of this life has been written. */
  #isolate: string | null = null;
  /** Its row is known to be there. */
  #isThere = false;
  /** What earlier lives have written. */
  #before: Totals = {};
  /** As of the last writing, whether it is known to have come or not. */
  #told: Totals = {};
  /** Of the last writing. Milliseconds, UTC; no two are the same, so that none that comes late undoes another. */
  #atMs = Number.NEGATIVE_INFINITY;

  constructor(registry: Registry, name: () => string) {
    this.#registry = registry;
    this.#name = name;
  }

  isDue(nowMs: number): boolean {
    return nowMs - this.#atMs >= COUNTS_WRITE_MS;
  }

  write(db: D1Database, nowMs: number): Writing {
    const atMs = Math.max(nowMs, this.#atMs + 1);
    this.#atMs = atMs;
    this.#isolate ??= this.#name();
    const earlier = this.#told;
    this.#told = this.#registry.totals();
    const written = { isolate: this.#isolate, atMs, totals: this.#registry.totals(this.#before) };
    // Isolates begin as others end: who begins adds up those that are gone.
    const statements = this.#isThere
      ? [updateCounts(db, written)]
      : [insertCounts(db, written), ...foldStatements(db, nowMs - ISOLATE_GONE_MS)];
    return {
      statements,
      done: (results) => this.#done(results, { isolate: written.isolate, atMs, earlier }),
    };
  }

  #done(
    [result]: Answered[],
    { isolate, atMs, earlier }: { isolate: string; atMs: number; earlier: Totals },
  ): 'there' | 'gone' {
    const isNewest = isolate === this.#isolate && atMs === this.#atMs;
    if (result?.meta.changes !== 0) {
      this.#isThere ||= isNewest;
      return 'there';
    }
    // One that a newer one has overtaken changes nothing, either.
    if (!isNewest) return 'there';
    // The row is gone: what it said is among the numbers of those that are gone.
    this.#isolate = null;
    this.#isThere = false;
    this.#before = earlier;
    this.#atMs = Number.NEGATIVE_INFINITY;
    return 'gone';
  }
}
