/**
 * Places and releases legal holds. Each is an action in the operators' log, and every object that deletes
 * data acknowledges it.
 */
import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { commitChange, confirmStored, everyEntryKeeper } from '../../ledger/outbox.ts';
import { findHold, putHolds, releaseHold } from '../../ledger/retention/holds-store.ts';
import type { Hold } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing, unlessChanged } from '../../platform/failure.ts';
import type { FaultKey } from '../../platform/fault-keys.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../../platform/openapi.ts';
import { problemMessage } from '../../platform/templates.ts';
import { targetExists } from './store.ts';

const NOT_FOUND: Record<Hold['kind'], FaultKey> = {
  article: 'no_article',
  partner: 'no_partner',
  license: 'no_license',
};

export type NewHold = Pick<Hold, 'kind' | 'target' | 'reason'>;

/** Malformed: no resource has this id. `once`: idempotency key (access/idempotency.ts). */
export async function placeHold(
  env: Env,
  request: NewHold,
  by: Actor,
  once?: string,
): Promise<Attempt<Hold>> {
  if (!(await targetExists(env.DB, request)))
    return faulty('/target', `There is no ${request.kind} with this id`, NOT_FOUND[request.kind]);
  const since = new Date(by.now).toISOString();
  const hold: Hold = { id: newId('hld'), ...request, operator: by.operator, since, version: 1 };
  const action = actionMessage(by, 'hold.place', hold.id, { after: hold, reason: hold.reason });
  const statements = [...idempotencyStatements(env.DB, once, by), putHolds(env.DB, [hold])];
  const committed = await rejectDuplicate(
    env,
    commitChange(env, statements, [...(await outboxMessages(env, hold)), action]).then(done),
  );
  return committed.ok ? done(hold) : committed;
}

/** Conflict: the hold is already released. */
export async function endHold(env: Env, id: string, reason: string, by: Actor): Promise<Attempt<Hold>> {
  const hold = await findHold(env.DB, id);
  if (!hold) return missing('hold');
  if (hold.released) {
    // A repeated request, possibly after a 503.
    await confirmStored(env);
    return conflicting(problemMessage('conflict.hold_released'));
  }
  const released = { at: new Date(by.now).toISOString(), operator: by.operator, reason };
  const next: Hold = { ...hold, version: hold.version + 1, released };
  const action = actionMessage(by, 'hold.release', id, { before: hold, after: next, reason });
  const committed = await unlessChanged(
    commitChange(env, [releaseHold(env.DB, next)], [...(await outboxMessages(env, next)), action]),
  );
  return committed.ok ? done(next) : committed;
}

/** Also notifies objects without partners, whose archives still have files. */
async function outboxMessages(env: Env, hold: Hold) {
  return (await everyEntryKeeper(env)).map((object) => ({ object, change: { kind: 'hold' as const, hold } }));
}
