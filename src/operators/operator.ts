/** Checks operators, and appends their actions to the operators' log. */
import canonicalize from 'canonicalize';
import { digestOf } from '../ledger/actions.ts';
import type { LogView } from '../ledger/log-memory.ts';
import { leafHash } from '../ledger/merkle.ts';
import { OPERATORS_LOG, OPERATORS_OBJECT } from '../ledger/names.ts';
import { isUsed, markUsed } from '../ledger/object-store/replay-guard.ts';
import type { Action, Change, OneTimeId, OperatorState, TokenUse } from '../ledger/types.ts';
import type { Operator } from '../platform/http.ts';
import { findOperator } from './catalogue-store.ts';
import type { OperatorMemory } from './memory.ts';
import { hasAction, insertAction } from './store.ts';

interface Deps {
  sql: SqlStorage;
  db: D1Database;
  memory: OperatorMemory;
  apply(changes: Change[]): Promise<void>;
  /** Delivers waiting outbox rows of this object. */
  catchUp(): Promise<unknown>;
  /** Resolves when all writes are durable. */
  settle(): Promise<void>;
}

/**
 * Returns the operator if active, with a valid token and proof. An unknown operator is looked up in D1 once.
 * If D1 has it without a notification, it is accepted and logged: whoever can write to D1 can add an
 * operator, but not secretly.
 */
export async function checkOperator(
  { sql, db, memory, apply, catchUp, settle }: Deps,
  id: string,
  { token, proof }: { token?: TokenUse; proof?: OneTimeId },
): Promise<Operator | null> {
  const operator = memory.operator(id) ?? (await loadUnknown());
  if (operator?.status !== 'active' || !isOfCurrentSecret(operator, token)) return null;
  if (token && isUsed(sql, token.id)) return null;
  if (proof) {
    if (isUsed(sql, proof.id)) return null;
    markUsed(sql, { ...proof, license: '' });
    await settle();
  }
  return { id, role: operator.role };

  async function loadUnknown(): Promise<OperatorState | null> {
    await catchUp();
    const delivered = memory.operator(id);
    const stored = delivered ? null : await findOperator(db, id);
    if (!stored) return delivered;
    const operator = { id, ...stored };
    await apply([
      { kind: 'operator', operator },
      { kind: 'action', action: foundAction(operator) },
    ]);
    return memory.operator(id);
  }
}

/** The missing action. Its id is fixed, so concurrent requests log it once. */
function foundAction(operator: OperatorState): Action {
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

/** Rotating an operator's key invalidates tokens of the previous secret. */
function isOfCurrentSecret({ generation }: OperatorState, token: TokenUse | undefined): boolean {
  return (token?.generation ?? 0) >= generation;
}

/** Appends one leaf to the operators' tree. Idempotent by the action's id. */
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
