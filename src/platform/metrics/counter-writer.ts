/**
 * Stores an isolate's counters in D1: absolute values under a unique name, at most every few seconds. If the
 * isolate's row was folded into the total, it continues under a new name with the difference, so that nothing
 * is counted twice and no sum ever decreases.
 */
import { COUNTS_WRITE_MS, ISOLATE_GONE_MS } from './limits.ts';
import type { Registry, Totals } from './registry.ts';
import { foldStatements, insertCounts, updateCounts } from './store.ts';

interface StatementResult {
  meta: { changes: number };
}

export interface CounterWrite {
  /** Run these in one batch. If it fails, the next write makes up for it. */
  statements: D1PreparedStatement[];
  /**
   * Handles the batch's results. `gone` means that nothing was written, and that the counters must be written
   * again.
   */
  done(results: StatementResult[]): 'there' | 'gone';
}

export class CounterWriter {
  readonly #registry: Registry;
  readonly #name: () => string;
  /** Name of the row. Null before the first write. */
  #isolate: string | null = null;
  #rowExists = false;
  /** Totals stored under earlier names. */
  #foldedTotals: Totals = {};
  /** Totals of the last write, confirmed or not. */
  #writtenTotals: Totals = {};
  /**
   * Time of the last write, in milliseconds, UTC. Strictly increasing, so that a late write never overwrites
   * a newer one.
   */
  #atMs = Number.NEGATIVE_INFINITY;

  constructor(registry: Registry, name: () => string) {
    this.#registry = registry;
    this.#name = name;
  }

  isDue(nowMs: number): boolean {
    return nowMs - this.#atMs >= COUNTS_WRITE_MS;
  }

  write(db: D1Database, nowMs: number): CounterWrite {
    const atMs = Math.max(nowMs, this.#atMs + 1);
    this.#atMs = atMs;
    this.#isolate ??= this.#name();
    const earlier = this.#writtenTotals;
    this.#writtenTotals = this.#registry.totals();
    const counters = { isolate: this.#isolate, atMs, totals: this.#registry.totals(this.#foldedTotals) };
    // New isolates appear as others end, so each first write also folds the rows of those that ended.
    const statements = this.#rowExists
      ? [updateCounts(db, counters)]
      : [insertCounts(db, counters), ...foldStatements(db, nowMs - ISOLATE_GONE_MS)];
    return {
      statements,
      done: (results) => this.#done(results, { isolate: counters.isolate, atMs, earlier }),
    };
  }

  #done(
    [result]: StatementResult[],
    { isolate, atMs, earlier }: { isolate: string; atMs: number; earlier: Totals },
  ): 'there' | 'gone' {
    const isNewest = isolate === this.#isolate && atMs === this.#atMs;
    if (result?.meta.changes !== 0) {
      this.#rowExists ||= isNewest;
      return 'there';
    }
    // A write that a newer one has overtaken changes nothing either.
    if (!isNewest) return 'there';
    // The row was folded, so its numbers are part of the total.
    this.#isolate = null;
    this.#rowExists = false;
    this.#foldedTotals = earlier;
    this.#atMs = Number.NEGATIVE_INFINITY;
    return 'gone';
  }
}
