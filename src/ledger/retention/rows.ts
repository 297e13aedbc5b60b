/** Retention of rows that an object has written to D1: counts, and settled findings. */
import { log } from '../../platform/log.ts';
import { firstRetainedMonth } from '../archive/part.ts';
import { RETENTION_EVERY_MS, RETENTION_ROWS_MAX } from '../limits.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { HELD_LICENSES } from './holds-store.ts';
import type { Retention as Rules } from './rules.ts';

interface Deps extends Pick<ObjectDeps, 'db' | 'object' | 'now'> {
  rules: Pick<Rules, 'counts' | 'findings'>;
}

/** `key`: primary key. `due`: which rows of the object (?2) are over on the first day that stays (?1). */
const TABLES = [
  {
    rule: 'counts',
    table: 'refusal_counts',
    key: 'minute, object, license, code',
    due: `minute < ?1 AND object = ?2 AND license NOT IN (${HELD_LICENSES})`,
  },
  {
    rule: 'counts',
    table: 'edge_counts',
    key: 'day, isolate',
    // Of no license or object: all stay during any hold. `?2` is bound for all tables.
    due: 'day < ?1 AND ?2 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM legal_holds WHERE released_at IS NULL)',
  },
  {
    rule: 'findings',
    table: 'findings',
    key: 'license, idx, kind, object',
    due: `settled < ?1 AND object = ?2 AND license NOT IN (${HELD_LICENSES})`,
  },
] as const;

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
    try {
      for (const { rule, table, key, due } of TABLES) {
        const months = rules[rule];
        if (months === undefined) continue;
        await db
          .prepare(
            `DELETE FROM ${table} WHERE (${key}) IN
               (SELECT ${key} FROM ${table} WHERE ${due} LIMIT ${RETENTION_ROWS_MAX})`,
          )
          .bind(`${firstRetainedMonth(now(), months)}-01`, object)
          .run();
      }
      this.#lastMs = now();
    } catch (error) {
      log('error', 'retention_failed', { object, error: String(error) });
    }
  }
}
