/** State that the operators' object keeps in memory, beside its log. */
import type { EntryLog } from '../ledger/log/entry-log.ts';
import { Hot, LogMemory } from '../ledger/log-memory.ts';
import type { ShardClock } from '../ledger/shard-clock.ts';
import type { Change, OperatorState } from '../ledger/types.ts';
import { readOperator } from './store.ts';

export class OperatorMemory extends LogMemory {
  readonly #operators: Hot<OperatorState>;

  constructor(sql: SqlStorage, entries: EntryLog, clock: ShardClock) {
    super(entries, clock);
    this.#operators = new Hot((id) => readOperator(sql, id));
  }

  operator(id: string): OperatorState | null {
    return this.#operators.get(id);
  }

  /** Drops cached operators whose rows have changed. */
  forget(changes: Change[]): void {
    for (const change of changes) if (change.kind === 'operator') this.#operators.forget(change.operator.id);
  }
}
