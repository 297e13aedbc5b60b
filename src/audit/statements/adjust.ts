/** Corrections of closed statements, as entries of the license's log. The statement is not changed. */
import { createHash } from 'node:crypto';
import { actionMessage } from '../../ledger/actions.ts';
import { sendForOperator } from '../../ledger/notes/send.ts';
import type { Adjustment, EnteredNote } from '../../ledger/notes/types.ts';
import { commitChange } from '../../ledger/outbox.ts';
import { findPartner } from '../../licensing/partners/store.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, done, faulty, missing } from '../../platform/failure.ts';
import type { Actor } from '../../platform/openapi.ts';
import type { AdjustmentRequest, Statement } from './schemas.ts';
import { findStatement, type StatementRow, textOf } from './store.ts';

export async function adjustStatement(
  env: Env,
  statement: string,
  { units, reason, title, reference }: AdjustmentRequest,
  by: Actor,
): Promise<Attempt<EnteredNote & { note: Adjustment }>> {
  const row = await findStatement(env.DB, statement);
  if (!row) return missing('statement');
  if (title !== undefined && !(await titlesOf(env, row)).has(title))
    return faulty('/title', 'Not a title of this partner', 'no_title');
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

/** Titles of the partner, and those on the statement, which the partner may no longer have. */
async function titlesOf(env: Env, row: StatementRow): Promise<Set<string | null>> {
  const [partner, text] = await Promise.all([findPartner(env.DB, row.partner), textOf(env.BUCKET, row)]);
  const { usage } = JSON.parse(text) as Statement;
  return new Set([...(partner?.titles ?? []).map(({ id }) => id), ...usage.titles.map(({ title }) => title)]);
}

function contentOf({ title, units, reason }: Adjustment): string {
  return createHash('sha256')
    .update(JSON.stringify([title, units, reason]))
    .digest('base64url');
}
