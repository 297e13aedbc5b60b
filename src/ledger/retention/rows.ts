/** Retention of rows that an object has written to D1: counts, and settled findings. */
import { log } from '../../platform/log.ts';
import { firstRetainedMonth } from '../archive/part.ts';
import { RETENTION_EVERY_MS } from '../limits.ts';
import type { Retention as Rules } from './rules.ts';
import { deleteCounts, deleteEdgeCounts, deleteFindings } from './store.ts';

interface Deps {
  db: D1Database;
  /** Pool name of the object. */
  object: string;
  rules: Pick<Rules, 'counts' | 'findings'>;
  /** Milliseconds, UTC. */
  now(): number;
}

export class RowRetention {
  readonly #deps: Deps;
  #lastMs = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Deletes a limited number, not in every alarm. Never throws. */
  async run(): Promise<void> {
    const { db, object, rules, now } = this.#deps;
    if (now() < this.#lastMs + RETENTION_EVERY_MS) return;
    const before = (months: number) => `${firstRetainedMonth(now(), months)}-01`;
    try {
      if (rules.counts !== undefined) {
        await deleteCounts(db, object, before(rules.counts));
        await deleteEdgeCounts(db, before(rules.counts));
      }
      if (rules.findings !== undefined) await deleteFindings(db, object, before(rules.findings));
      this.#lastMs = now();
    } catch (error) {
      log('error', 'retention_failed', { object, error: String(error) });
    }
  }
}
