/**
 * Counts failed requests of this isolate and reports them to the monitor in batches. A successful request
 * does no work here. An isolate that is evicted loses its last seconds of counts.
 */
import type { Context } from 'hono';
import { callObject } from '../ledger/call.ts';
import type { Env } from '../platform/env.ts';
import type { AppEnv } from '../platform/http.ts';
import { log } from '../platform/log.ts';
import { codeOf, type Failure } from '../platform/request-scope.ts';
import { FAILURES_REPORT_DELAY_MS } from './limits.ts';
import { MONITOR } from './names.ts';
import { monitorStub } from './stub.ts';

const counts: Record<Failure, number> = { bug: 0, unavailable: 0 };
/** A report is already scheduled until then. Milliseconds, UTC. */
let reportScheduledUntilMs = 0;

export function countFailure(c: Context<AppEnv>, kind: Failure): void {
  counts[kind]++;
  const now = Date.now();
  if (now < reportScheduledUntilMs) return;
  try {
    c.executionCtx.waitUntil(reportSoon(c.env));
    reportScheduledUntilMs = now + FAILURES_REPORT_DELAY_MS;
  } catch {
    // The app runs without an execution context, so the next failure reports this one as well.
  }
}

const RETRY_LATER_CODES = new Set(['change_pending', 'checkpoint_pending', 'gateway_busy']);

/** Classifies a response of 500 or more. A 503 that only means "not yet" does not count. */
export function failureOf({ res, error }: Context<AppEnv>): Failure | null {
  if (res.status === 500) return 'bug';
  if (RETRY_LATER_CODES.has(codeOf(error) ?? '')) return null;
  return res.status === 503 ? 'unavailable' : null;
}

async function reportSoon(env: Env): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, FAILURES_REPORT_DELAY_MS));
  const failures = (['bug', 'unavailable'] as const)
    .map((kind) => ({ kind, count: counts[kind] }))
    .filter(({ count }) => count > 0);
  for (const { kind, count } of failures) counts[kind] -= count;
  try {
    await callObject<void>(MONITOR, () => monitorStub(env, MONITOR).noteFailures(failures));
  } catch (error) {
    for (const { kind, count } of failures) counts[kind] += count;
    log('error', 'failures_untold', { error: String(error) });
  }
}
