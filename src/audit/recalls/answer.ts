/** Enters what a partner has told the desk about a recall, such as by telephone. */
import { z } from '@hono/zod-openapi';
import { CLOCK_SKEW_MS } from '../../delivery/publication-reports/limits.ts';
import { enteredResource } from '../../delivery/publication-reports/notes.ts';
import type { enteredReport } from '../../delivery/publication-reports/schemas.ts';
import { newAcknowledgement } from '../../events/acknowledge.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { acknowledgementNote, isBefore } from '../../ledger/notes/acknowledgement.ts';
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
  const doneAt = at === undefined ? null : new Date(at).toISOString();
  if (doneAt !== null && Date.parse(doneAt) > by.now + CLOCK_SKEW_MS)
    return faulty('/at', `This is in the future: it is ${new Date(by.now).toISOString()}`, 'in_the_future');
  if (isBefore({ doneAt }, recall.at, CLOCK_SKEW_MS))
    return faulty('/at', `This is before the change, which was at ${recall.at}`, 'before_change');
  const { type, article, version } = recall;
  const entry = acknowledgementNote(
    { id: holder.event, type, article, version },
    { state, doneAt, note },
    'desk',
  );
  // The action is recorded before the shard is called, like every action of a shard.
  await commitChange(env, [], [actionMessage(by, 'recall.answer', id, { after: entry.note })]);
  const entered = await sendForOperator(env, { license, operator: by.operator, notes: [entry] });
  if (!entered.ok) return failed(entered.reason);
  const [answer] = entered.value;
  if (!answer) throw new Error('an answer was entered without a position');
  return done(enteredResource(answer));
}
