/** Corrections of closed statements, as entries of the license's log. The statement is not changed. */
import { createHash } from 'node:crypto';
import { actionMessage } from '../../ledger/actions.ts';
import { sendForOperator } from '../../ledger/notes/send.ts';
import type { Adjustment, EnteredNote } from '../../ledger/notes/types.ts';
import { commitChange } from '../../ledger/outbox.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, done, missing } from '../../platform/failure.ts';
import type { Actor } from '../../platform/openapi.ts';
import type { AdjustmentRequest } from './schemas.ts';
import { findStatement } from './store.ts';

export async function adjustStatement(
  env: Env,
  statement: string,
  { units, reason, title, reference }: AdjustmentRequest,
  by: Actor,
): Promise<Attempt<EnteredNote & { note: Adjustment }>> {
  const row = await findStatement(env.DB, statement);
  if (!row) return missing('statement');
  const note: Adjustment = {
    ...{ kind: 'adjustment', title: title ?? null, article: null },
    ...{ statement, units, reason },
  };
  const key = `adjustment:${statement}:${reference === undefined ? contentOf(note) : `=${reference}`}`;
  // The operators' log records the action before the shard acts on it.
  await commitChange(env, [], [actionMessage(by, 'statement.adjust', statement, { after: note })]);
  const entered = await sendForOperator(env, {
    license: row.license,
    operator: by.operator,
    notes: [{ key, note }],
  });
  if (!entered.ok) return entered;
  const [entry] = entered.value;
  if (!entry) throw new Error('an adjustment was not answered');
  return done({ ...entry, note });
}

function contentOf({ title, units, reason }: Adjustment): string {
  return createHash('sha256')
    .update(JSON.stringify([title, units, reason]))
    .digest('base64url');
}
