/** Whether an operator is still good, and the log of what operators do. */
import canonicalize from 'canonicalize';
import { digestOf } from '../ledger/actions.ts';
import type { LogView } from '../ledger/log-memory.ts';
import { leafHash } from '../ledger/merkle.ts';
import { OPERATORS_LOG, OPERATORS_OBJECT } from '../ledger/names.ts';
import { isSpent, spend } from '../ledger/object-store/spent.ts';
import type { Action, Change, OperatorState, Spent, TokenUse } from '../ledger/types.ts';
import type { Operator } from '../platform/http.ts';
import { findOperator } from './catalogue-store.ts';
import type { OperatorMemory } from './memory.ts';
import { hasAction, insertAction } from './store.ts';

interface Keeper {
  sql: SqlStorage;
  db: D1Database;
  memory: OperatorMemory;
  apply(changes: Change[]): Promise<void>;
  /** Reads what waits in the outbox for this object. */
  catchUp(): Promise<unknown>;
  /** Resolves when what was written is durable. */
  settle(): Promise<void>;
}

/**
 * The operator, if active and the token and its proof are good. One that was never heard of is looked up in D1 once. If D1 has it and
 * nobody has said so, it is taken, and entered: whoever can write D1 can make an operator, but not unseen.
 */
export async function goodOperator(
  { sql, db, memory, apply, catchUp, settle }: Keeper,
  id: string,
  { token, proof }: { token?: TokenUse; proof?: Spent },
): Promise<Operator | null> {
  const operator = memory.operator(id) ?? (await learned());
  if (operator?.status !== 'active' || !isOfCurrentSecret(operator, token)) return null;
  if (token && isSpent(sql, token.id)) return null;
  if (proof) {
    if (isSpent(sql, proof.id)) return null;
    spend(sql, { ...proof, license: '' });
    await settle();
  }
  return { id, role: operator.role };

  async function learned(): Promise<OperatorState | null> {
    await catchUp();
    const told = memory.operator(id);
    const stored = told ? null : await findOperator(db, id);
    if (!stored) return told;
    const operator = { id, ...stored };
    await apply([
      { kind: 'operator', operator },
      { kind: 'action', action: found(operator) },
    ]);
    return memory.operator(id);
  }
}

/** The word that is missing. Always of the same id, so that it is entered once however many ask at the same time. */
function found(operator: OperatorState): Action {
  return {
    id: `act_found_${operator.id}`,
    operator: OPERATORS_OBJECT,
    act: 'operator.found',
    resource: operator.id,
    before: null,
    after: digestOf(operator),
    done: new Date().toISOString(),
    via: 'd1',
  };
}

/** Rotating an operator's key ends the tokens of the one before. */
function isOfCurrentSecret({ generation }: OperatorState, token: TokenUse | undefined): boolean {
  return (token?.generation ?? 0) >= generation;
}

/** One leaf of the operators' tree; an action that comes again is there already. */
export function enterAction(sql: SqlStorage, view: LogView, action: Action): void {
  const { atMs } = view;
  if (hasAction(sql, action.id)) return;
  const body = canonicalize({
    ...action,
    v: 1,
    kind: 'action',
    license: OPERATORS_LOG,
    index: view.draft.head(OPERATORS_LOG).size,
    at: view.at,
    env: 'live',
    partner: '',
    outcome: 'permit',
    code: null,
    article: null,
    billable: 0,
  });
  if (body === undefined) throw new Error('an action has no canonical form');
  const leaf = leafHash(body);
  view.draft.append({ tree: OPERATORS_LOG, line: body, leaf, id: action.id, atMs, billable: 0 });
  insertAction(sql, action.id);
}
