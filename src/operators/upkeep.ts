/** The upkeep of the operators' object: its one log is of what operators do. */
import { Drain } from '../ledger/drain.ts';
import { allHolds } from '../ledger/object-store/holds.ts';
import { dropSpent } from '../ledger/object-store/spent.ts';
import { putHolds } from '../ledger/retention/holds-store.ts';
import { Upkeep, type UpkeepDeps } from '../ledger/upkeep.ts';
import { log } from '../platform/log.ts';
import { holdOperators } from './catalogue-store.ts';
import { operatorsSelfCheck } from './check.ts';
import { dropSessionsOver } from './session-store.ts';
import { allOperators } from './store.ts';

interface Deps extends UpkeepDeps {
  /** A statement has written so many rows to D1. */
  drained(rows: number): void;
}

export function operatorsUpkeep(deps: Deps): Upkeep {
  const { storage, env, memory, clock, object, drained } = deps;
  const { sql } = storage;
  const { entries } = memory;
  const now = () => clock.now();
  const transaction = (body: () => void) => storage.transactionSync(body);
  return new Upkeep(deps, {
    drain: (archive) =>
      new Drain({
        ...archive,
        sql,
        entries,
        db: env.DB,
        object,
        drained,
        now,
        holdCatalogue: (nowMs) => holdCatalogue(sql, env.DB, nowMs),
      }),
    selfCheck: (linesOf) => operatorsSelfCheck({ sql, entries, env, object, linesOf, transaction, now }),
    texts: ({ actions }) => actions,
    forgetWhatIsOver: () => {
      try {
        dropSpent(sql, now());
        dropSessionsOver(sql, now());
      } catch (error) {
        // What is kept too long forbids nothing that is current.
        log('error', 'fences_kept', { object, error: String(error) });
      }
    },
  });
}

/** Of licenses it knows none. */
async function holdCatalogue(sql: SqlStorage, db: D1Database, nowMs: number): Promise<number> {
  await putHolds(db, allHolds(sql)).run();
  await holdOperators(db, allOperators(sql), new Date(nowMs).toISOString());
  return 0;
}
