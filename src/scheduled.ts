/** What the cron trigger does. */
import { addPending } from './articles/search/pending.ts';
import { BESIDE_RUN_MS } from './audit/reconciliation/limits.ts';
import { reconcileBeside } from './audit/reconciliation/run.ts';
import { SEARCH_PENDING_MS } from './delivery/limits.ts';
import { callObject } from './ledger/call.ts';
import { configuredLogKeepers, deliverAll, everyLogKeeper, logKeeperStub } from './ledger/outbox.ts';
import { keepWatch } from './monitor/keep-watch.ts';
import type { Env } from './platform/env.ts';
import { log } from './platform/log.ts';
import { boundedEnv } from './platform/reach/env.ts';
import { BACKGROUND } from './platform/reach/limits.ts';
import { isBugTold } from './platform/reach/out-of-reach.ts';

/**
 * All schedules are the objects' alarms; this only makes sure that they are set, that somebody watches, and that the outbox is empty. Beside it, items that
 * the search lacks come into its index, and what partners have reported is reconciled.
 */
export async function runScheduled(bindings: Env): Promise<void> {
  const env = boundedEnv(bindings, BACKGROUND);
  // First, and whatever becomes of the rest: it tells what is out of reach.
  const watched = keepWatch(env);
  try {
    await deliverAll(env);
    await Promise.all((await objectsToPoke(env)).map((name) => poke(env, name)));
    await addPending(env, Date.now() + SEARCH_PENDING_MS);
    await reconcileBeside(env, { forMs: BESIDE_RUN_MS });
  } finally {
    await watched;
  }
}

/** Without D1, those that are known by configuration. */
async function objectsToPoke(env: Env): Promise<string[]> {
  try {
    return await everyLogKeeper(env);
  } catch {
    return configuredLogKeepers(env);
  }
}

/** One that does not answer keeps nobody else from being poked. */
async function poke(env: Env, object: string): Promise<void> {
  try {
    await callObject<void>(object, () => logKeeperStub(env, object).poke(), { repeats: true });
  } catch (error) {
    if (!isBugTold(error)) log('error', 'poke_failed', { object, error: String(error) });
  }
}
