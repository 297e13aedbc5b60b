/** Enters what a partner has told the desk about a recall, such as by telephone. */
import { z } from '@hono/zod-openapi';
import { enteredResource } from '../../delivery/publication-reports/notes.ts';
import type { enteredReport } from '../../delivery/publication-reports/schemas.ts';
import { newAcknowledgement, parseDoneAt } from '../../events/acknowledge.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { acknowledgementNote } from '../../ledger/notes/acknowledgement.ts';
import { sendForOperator } from '../../ledger/notes/send.ts';
import { commitChange } from '../../ledger/outbox.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, failed, faulty, missing } from '../../platform/failure.ts';
import { type Actor, licenseId } from '../../platform/openapi.ts';
import { problemMessage } from '../../platform/templates.ts';
import { findRecall, holdersOfRecall } from './store.ts';

const { state, at, note } = newAcknowledgement.shape;

export const newAnswer = z
  .strictObject({
    license: licenseId,
    state,
    at,
    note: note.unwrap().openapi({
      description: 'Who said it, and how. Stored in the log for good: a function, no names of persons',
    }),
  })
  .openapi('NewRecallAnswer');

/**
 * The entry has the operator as its author, and counts like a report of the partner. Fails with `not_found`
 * if the license was not notified of the recall, and `malformed` if `received` would change nothing, because
 * the license has another answer. Conflict: the recall is closed.
 */
export async function enterAnswer(
  env: Env,
  id: string,
  { license, state, at, note }: z.output<typeof newAnswer>,
  by: Actor,
): Promise<Attempt<z.output<typeof enteredReport>>> {
  const recall = await findRecall(env.DB, id);
  if (!recall) return missing('recall');
  if (recall.closed) return conflicting(problemMessage('conflict.recall_closed'));
  const { holders } = await holdersOfRecall(env.DB, id);
  const holder = holders.find((candidate) => candidate.license === license);
  if (!holder) return missing('license');
  if (state === 'received' && (holder.acknowledgement?.state ?? state) !== state)
    return faulty('/state', 'Another answer is in the log; this takes nothing back', 'answered_otherwise');
  const date = parseDoneAt(at, { now: by.now, eventAt: recall.at });
  if (!date.ok) return date;
  const { type, article, version } = recall;
  const entry = acknowledgementNote(
    { id: holder.event, type, article, version },
    { state, doneAt: date.value, note },
    'desk',
  );
  // The action is recorded before the shard is called, like every action of a shard.
  const action = actionMessage(by, 'recall.answer', id, { holder: license, after: entry.note });
  await commitChange(env, [], [action]);
  const entered = await sendForOperator(env, { license, operator: by.operator, notes: [entry] });
  if (!entered.ok) return failed(entered.reason);
  const [answer] = entered.value;
  if (!answer) throw new Error('an answer was entered without a position');
  return done(enteredResource(answer));
}
