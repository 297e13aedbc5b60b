/** How much of a shard's log the database has, for answers that claim to be complete. */
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { drainCursor } from './blocks/store.ts';
import { callObject } from './call.ts';
import { logKeeperStub } from './outbox.ts';
import { logUnavailable } from './transparency/ask.ts';
import type { OwnHealth } from './types.ts';

export interface DrainedState {
  /**
   * ISO 8601 UTC: the database may lack entries from then on; '': it may lack any; null: it has everything.
   */
  lackingSince: string | null;
}

/**
 * Also detects a database that was restored to an earlier point before the shard has started to drain again.
 * Throws `ledger_unavailable`.
 */
export async function drainedState(env: Env, object: string): Promise<DrainedState> {
  const ask = () => logKeeperStub(env, object).health();
  const health = await callObject<OwnHealth>(object, ask, { repeats: true }).catch((error) => {
    log('error', 'backlog_unread', { object, error: String(error) });
    throw logUnavailable();
  });
  const { backlog, backlogSince, drained = 0 } = health;
  if ((await drainCursor(env.DB, object)) < drained) return { lackingSince: '' };
  return { lackingSince: backlog === 0 ? null : (backlogSince ?? '') };
}
