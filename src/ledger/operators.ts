/** The side of the ledger object that keeps operators: whether one is still good, and the log of what they do. */
import canonicalize from 'canonicalize';
import type { Operator } from '../platform/http.ts';
import { digestOf } from './actions.ts';
import type { Memory } from './memory.ts';
import { append, leafHash } from './merkle.ts';
import { OPERATORS_LOG, OPERATORS_OBJECT } from './names.ts';
import { writeEntry } from './object-store/log.ts';
import { firstRow } from './object-store/row.ts';
import { isSpent, spend } from './object-store/spent.ts';
import type { GroupView } from './recorder.ts';
import { findOperator } from './store.ts';
import type { Action, Change, OperatorState, Spent, TokenUse } from './types.ts';

interface Keeper {
  sql: SqlStorage;
  db: D1Database;
  memory: Memory;
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
  return generation === undefined || (token?.generation ?? 0) >= generation;
}

/** One leaf of the operators' tree; an action that comes again is there already. */
export function enterAction(view: GroupView, action: Action): void {
  const { sql, atMs } = view;
  if (firstRow(sql.exec('SELECT 1 FROM actions WHERE id = ?', action.id))) return;
  const head = view.head(OPERATORS_LOG);
  const body = canonicalize({
    ...action,
    v: 1,
    kind: 'action',
    license: OPERATORS_LOG,
    index: head.size,
    at: new Date(atMs).toISOString(),
    env: 'live',
    partner: '',
    outcome: 'permit',
    code: null,
    article: null,
    billable: 0,
  });
  if (body === undefined) throw new Error('an action has no canonical form');
  const { head: next, completed } = append(head, leafHash(body));
  writeEntry(sql, { license: OPERATORS_LOG, index: head.size, body, completed });
  sql.exec('INSERT INTO actions (id) VALUES (?)', action.id);
  view.setHead(OPERATORS_LOG, next);
}
