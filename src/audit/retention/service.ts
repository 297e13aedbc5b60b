/** Holds are placed and released: each is an act in the operators' log, and every object that deletes has acknowledged it. */
import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { actionTold } from '../../ledger/actions.ts';
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

/**
 * Malformed: there is nothing with this id. `once`: what only one request may be done with
 * (access/idempotency.ts).
 */
export async function placeHold(env: Env, wanted: NewHold, by: Actor, once?: string): Promise<Attempt<Hold>> {
  if (!(await targetExists(env.DB, wanted)))
    return faulty('/target', `There is no ${wanted.kind} with this id`, NOT_FOUND[wanted.kind]);
  const since = new Date(by.now).toISOString();
  const hold: Hold = { id: newId('hld'), ...wanted, operator: by.operator, since, version: 1 };
  const action = actionTold(by, 'hold.place', hold.id, { after: hold, reason: hold.reason });
  const statements = [...idempotencyStatements(env.DB, once, by), putHolds(env.DB, [hold])];
  const committed = await rejectDuplicate(
    env,
    commitChange(env, statements, [...(await told(env, hold)), action]).then(done),
  );
  return committed.ok ? done(hold) : committed;
}

/** Conflict: it is released already. */
export async function endHold(env: Env, id: string, reason: string, by: Actor): Promise<Attempt<Hold>> {
  const hold = await findHold(env.DB, id);
  if (!hold) return missing('hold');
  if (hold.released) {
    // A repeated request, perhaps after a 503.
    await confirmStored(env);
    return conflicting(problemMessage('conflict.hold_released'));
  }
  const released = { at: new Date(by.now).toISOString(), operator: by.operator, reason };
  const next: Hold = { ...hold, version: hold.version + 1, released };
  const action = actionTold(by, 'hold.release', id, { before: hold, after: next, reason });
  const committed = await unlessChanged(
    commitChange(env, [releaseHold(env.DB, next)], [...(await told(env, next)), action]),
  );
  return committed.ok ? done(next) : committed;
}

/** Also objects that no partner lives in any more: their archive has files still. */
async function told(env: Env, hold: Hold) {
  return (await everyEntryKeeper(env)).map((object) => ({ object, change: { kind: 'hold' as const, hold } }));
}
