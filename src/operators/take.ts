/** What the operators' object is told of the catalogue: newer versions win, revocation is final, order does not matter. */
import { countTold, notTaken } from '../ledger/apply.ts';
import type { LogView } from '../ledger/log-memory.ts';
import { raiseHold } from '../ledger/object-store/holds.ts';
import { spend } from '../ledger/object-store/spent.ts';
import type { Change } from '../ledger/types.ts';
import type { OperatorMemory } from './memory.ts';
import { enterAction } from './operator.ts';
import { dropSessionsUnlike } from './session-store.ts';
import { readOperator, writeOperator } from './store.ts';

interface Keeper {
  sql: SqlStorage;
  memory: OperatorMemory;
  transaction(body: () => void): void;
}

/** Order and repetition do not matter. */
export function takeChanges({ sql, memory, transaction }: Keeper, changes: Change[]): void {
  const view = memory.view();
  transaction(() => {
    for (const change of changes) takeChange(sql, view, change);
    memory.entries.commit(view.draft);
    countTold(sql, changes);
  });
  memory.take(view);
  memory.forget(changes);
}

function takeChange(sql: SqlStorage, view: LogView, change: Change): void {
  switch (change.kind) {
    case 'operator': {
      const known = readOperator(sql, change.operator.id);
      if (!known || (known.status !== 'revoked' && known.version < change.operator.version)) {
        writeOperator(sql, change.operator);
        // For good: who is let in again signs in again.
        dropSessionsUnlike(sql, change.operator);
      }
      return;
    }
    case 'action':
      enterAction(sql, view, change.action);
      return;
    case 'token':
      spend(sql, change.token);
      return;
    case 'hold':
      raiseHold(sql, change.hold);
      return;
    default:
      throw notTaken(change);
  }
}
