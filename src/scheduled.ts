import { addPending } from './articles/search/pending.ts';
import { liftEmbargoes } from './articles/sequence/read.ts';
import { UPDATE_MS } from './audit/recalls/limits.ts';
import { followRecalls } from './audit/recalls/run.ts';
import { BESIDE_RUN_MS } from './audit/reconciliation/limits.ts';
import { reconcileBeside } from './audit/reconciliation/run.ts';
import { SEARCH_PENDING_MS } from './delivery/limits.ts';
import { callObject } from './ledger/call.ts';
import { configuredLogKeepers, deliverAll, everyLogKeeper, logKeeperStub } from './ledger/outbox.ts';
import { ensureMonitor } from './monitor/ensure-monitor.ts';
import type { Env } from './platform/env.ts';
import { log } from './platform/log.ts';
import { boundedEnv } from './platform/timeouts/env.ts';
import { BACKGROUND } from './platform/timeouts/limits.ts';
import { isBugLogged } from './platform/timeouts/unavailable.ts';
import { deleteExpiredReadings } from './recall/reading/retention.ts';

/**
 * Runs on the cron trigger. The Durable Objects run on their own alarms; this function only ensures that the
 * alarms are set, that the monitor answers and that the outbox is empty. It also lifts embargoes, adds
 * pending items to the search index, follows recalls up, reconciles partners' publication reports, and
 * deletes expired readings.
 */
export async function runScheduled(bindings: Env): Promise<void> {
  const env = boundedEnv(bindings, BACKGROUND);
  // Starts first and does not depend on the rest, because it reports what is unavailable.
  const watched = ensureMonitor(env);
  try {
    await Promise.all((await objectsToPoke(env)).map((name) => poke(env, name)));
    await deliverAll(env);
    if (await liftEmbargoes(env.DB, Date.now())) await deliverAll(env);
    await addPending(env, Date.now() + SEARCH_PENDING_MS);
    await followRecalls(env, UPDATE_MS);
    await reconcileBeside(env, { forMs: BESIDE_RUN_MS });
    await deleteExpiredReadings(env, Date.now());
  } finally {
    await watched;
  }
}

/** Falls back to the configured objects when D1 does not answer. */
async function objectsToPoke(env: Env): Promise<string[]> {
  try {
    return await everyLogKeeper(env);
  } catch {
    return configuredLogKeepers(env);
  }
}

/** Pokes one object. A failure is logged and does not keep the others from being poked. */
async function poke(env: Env, object: string): Promise<void> {
  try {
    await callObject<void>(object, () => logKeeperStub(env, object).poke(), { repeats: true });
  } catch (error) {
    if (!isBugLogged(error)) log('error', 'poke_failed', { object, error: String(error) });
  }
}
