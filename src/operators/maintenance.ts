/** Maintenance of the operators' object, which has one log. */
import { Drain } from '../ledger/drain.ts';
import { Maintenance, type MaintenanceDeps } from '../ledger/maintenance.ts';
import { allHolds } from '../ledger/object-store/holds.ts';
import { deleteExpired } from '../ledger/object-store/replay-guard.ts';
import { putHolds } from '../ledger/retention/holds-store.ts';
import { log } from '../platform/log.ts';
import { holdOperators } from './catalogue-store.ts';
import { deleteExpiredSessions } from './session-store.ts';
import { allOperators } from './store.ts';

interface Deps extends MaintenanceDeps {
  /** Called with the number of rows that a statement has written to D1. */
  drained(rows: number): void;
}

export function operatorsMaintenance(deps: Deps): Maintenance {
  const { storage, env, memory, clock, object, drained } = deps;
  const { sql } = storage;
  const { entries } = memory;
  const now = () => clock.now();
  return new Maintenance(deps, {
    drain: (onRollback) =>
      new Drain({
        onRollback,
        sql,
        entries,
        db: env.DB,
        object,
        drained,
        now,
        recoverCatalogue: (nowMs) => recoverCatalogue(sql, env.DB, nowMs),
      }),
    isInTransit: null,
    texts: ({ actions }) => actions,
    deleteExpired: () => {
      try {
        deleteExpired(sql, now());
        deleteExpiredSessions(sql, now());
      } catch (error) {
        // Harmless: an expired record forbids nothing valid.
        log('error', 'fences_kept', { object, error: String(error) });
      }
    },
  });
}

/** The operators' object has no licenses. */
async function recoverCatalogue(sql: SqlStorage, db: D1Database, nowMs: number): Promise<number> {
  await putHolds(db, allHolds(sql)).run();
  await holdOperators(db, allOperators(sql), new Date(nowMs).toISOString());
  return 0;
}
