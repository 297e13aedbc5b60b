/**
 * Applies catalogue changes to the operators' object: newer versions win, revocation is final, order does not
 * matter.
 */
import { countApplied, notApplicable } from '../ledger/apply.ts';
import type { LogView } from '../ledger/log-memory.ts';
import { raiseHold } from '../ledger/object-store/holds.ts';
import { markUsed } from '../ledger/object-store/replay-guard.ts';
import type { Change } from '../ledger/types.ts';
import type { OperatorMemory } from './memory.ts';
import { enterAction } from './operator.ts';
import { deleteOutdatedSessions } from './session-store.ts';
import { readOperator, writeOperator } from './store.ts';

interface Deps {
  sql: SqlStorage;
  memory: OperatorMemory;
  transaction(body: () => void): void;
}

/** Order and repetition do not matter. */
export function applyChanges({ sql, memory, transaction }: Deps, changes: Change[]): void {
  const view = memory.view();
  transaction(() => {
    for (const change of changes) applyOperatorChange(sql, view, change);
    memory.entries.commit(view.draft);
    countApplied(sql, changes);
  });
  memory.take(view);
  memory.forget(changes);
}

function applyOperatorChange(sql: SqlStorage, view: LogView, change: Change): void {
  switch (change.kind) {
    case 'operator': {
      const stored = readOperator(sql, change.operator.id);
      if (!stored || (stored.status !== 'revoked' && stored.version < change.operator.version)) {
        writeOperator(sql, change.operator);
        // Deletes these sessions for good: after reactivation the operator signs in again.
        deleteOutdatedSessions(sql, change.operator);
      }
      return;
    }
    case 'action':
      enterAction(sql, view, change.action);
      return;
    case 'token':
      markUsed(sql, change.token);
      return;
    case 'hold':
      raiseHold(sql, change.hold);
      return;
    default:
      throw notApplicable(change);
  }
}
