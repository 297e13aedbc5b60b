/** Maintenance of the operators' object, which has one log. */
import { Drain } from '../ledger/drain.ts';
import { Maintenance } from '../ledger/maintenance.ts';
import { type ObjectParts, objectDeps } from '../ledger/object-deps.ts';
import { allHolds } from '../ledger/object-store/holds.ts';
import { deleteExpired } from '../ledger/object-store/replay-guard.ts';
import { putHolds } from '../ledger/retention/holds-store.ts';
import { log } from '../platform/log.ts';
import { holdOperators } from './catalogue-store.ts';
import { deleteExpiredSessions } from './session-store.ts';
import { allOperators } from './store.ts';

interface Parts extends ObjectParts {
  /** Called with the number of rows that a statement has written to D1. */
  drained(rows: number): void;
}

export function operatorsMaintenance(parts: Parts): Maintenance {
  const { drained } = parts;
  const deps = objectDeps(parts);
  const { sql, db, object, now } = deps;
  return new Maintenance(parts, {
    drain: new Drain({
      ...deps,
      drained,
      recoverCatalogue: (nowMs) => recoverCatalogue(sql, db, nowMs),
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
