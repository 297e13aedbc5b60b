/**
 * Requests that failed, as this isolate sees them: told to the watch a little later, with its others. Nothing of it is on the way of a
 * request that went well. An isolate that is lost takes its last seconds with it.
 */
import type { Context } from 'hono';
import { callObject } from '../ledger/call.ts';
import type { Env } from '../platform/env.ts';
import type { AppEnv } from '../platform/http.ts';
import { log } from '../platform/log.ts';
import { codeOf, type Failure } from '../platform/request-scope.ts';
import { FAILURES_TOLD_AFTER_MS } from './limits.ts';
import { MONITOR } from './names.ts';
import { monitorStub } from './stub.ts';

const seen: Record<Failure, number> = { bug: 0, unavailable: 0 };
/** Until when somebody is about to tell. Milliseconds, UTC. */
let awaitedUntilMs = 0;

/** Once of a request, when it has been answered. */
export function countFailure(c: Context<AppEnv>, kind: Failure): void {
  seen[kind]++;
  const now = Date.now();
  if (now < awaitedUntilMs) return;
  try {
    c.executionCtx.waitUntil(tellSoon(c.env));
    awaitedUntilMs = now + FAILURES_TOLD_AFTER_MS;
  } catch {
    // The app is called without a context: the next failure tells of this one, too.
  }
}

const NOT_YET = new Set(['change_pending', 'checkpoint_pending', 'gateway_busy']);

/** How an answer of 500 and more counts. 503s that only say "not yet" are none. */
export function failureOf({ res, error }: Context<AppEnv>): Failure | null {
  if (res.status === 500) return 'bug';
  if (NOT_YET.has(codeOf(error) ?? '')) return null;
  return res.status === 503 ? 'unavailable' : null;
}

async function tellSoon(env: Env): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, FAILURES_TOLD_AFTER_MS));
  const failures = (['bug', 'unavailable'] as const)
    .map((kind) => ({ kind, count: seen[kind] }))
    .filter(({ count }) => count > 0);
  for (const { kind, count } of failures) seen[kind] -= count;
  try {
    await callObject<void>(MONITOR, () => monitorStub(env, MONITOR).noteFailures(failures));
  } catch (error) {
    for (const { kind, count } of failures) seen[kind] += count;
    log('error', 'failures_untold', { error: String(error) });
  }
}
