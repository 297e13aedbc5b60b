/** Closes recalls by the desk. */
import { actionMessage } from '../../ledger/actions.ts';
import { commitChange, confirmStored } from '../../ledger/outbox.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, missing } from '../../platform/failure.ts';
import type { Actor } from '../../platform/openapi.ts';
import { problemMessage } from '../../platform/templates.ts';
import { endReadingsStatement } from './pages-store.ts';
import { closeStatement, findRecall, isChangedSince } from './store.ts';
import type { Recall } from './types.ts';

/** Closes a recall, whatever is open. Conflict: it is closed already. */
export async function closeRecall(env: Env, id: string, note: string, by: Actor): Promise<Attempt<Recall>> {
  const recall = await findRecall(env.DB, id);
  if (!recall) return missing('recall');
  if (recall.closed) {
    // A repeated request, possibly after a 503.
    await confirmStored(env);
    return conflicting(problemMessage('conflict.recall_closed'));
  }
  const { notified, done: finished } = recall.progress.holders;
  const closed = {
    ...{ at: new Date(by.now).toISOString(), how: 'desk' as const, operator: by.operator, note },
    open: notified - finished,
  };
  const next: Recall = { ...recall, state: 'closed', closed };
  const action = actionMessage(by, 'recall.close', id, { before: recall, after: next, reason: note });
  try {
    await commitChange(env, [closeStatement(env.DB, next), endReadingsStatement(env.DB, id)], [action]);
  } catch (error) {
    if (isChangedSince(error)) return conflicting(problemMessage('conflict.recall_closed'));
    throw error;
  }
  return done(next);
}
