/** Alerts in the API's form, of the monitor and its standby. */

import { noteError } from '../ledger/bugs.ts';
import { HEALTH_TIMEOUT_MS } from '../ledger/limits.ts';
import { storedMember } from '../ledger/stored-message.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { withTimeout } from '../platform/timeouts/with-timeout.ts';
import { readHooks } from './hooks.ts';
import { isAlertKind, ruleOf, runbookOf } from './kinds.ts';
import { MONITOR, STANDBY } from './names.ts';
import { monitorStub } from './stub.ts';
import type { AlertWithDeliveries, WatchState } from './types.ts';

/**
 * Firing and resolved alerts of the monitor and its standby. An object that does not answer contributes none.
 */
export async function loadAlerts(env: Env) {
  const [watch, standby] = await Promise.all([MONITOR, STANDBY].map((name) => loadState(env, name)));
  const { hooks, faults } = readHooks(env.ALERT_WEBHOOKS, (name) => env[name]);
  // The object may run a later release than this isolate.
  const toResources = (alerts: AlertWithDeliveries[]) =>
    alerts.filter(({ kind }) => isAlertKind(kind)).map((alert) => toResource(alert, env.RUNBOOK_URL));
  const states = [watch, standby].filter((state) => state !== null && state !== undefined);
  return {
    lookedAt: watch && instant(watch.checkedMs),
    hooks: hooks.map(({ name, url, severity, kinds }) => ({
      name,
      host: new URL(url).host,
      severity,
      kinds,
    })),
    faults,
    heartbeat: Boolean(env.HEARTBEAT_URL?.trim()),
    firing: toResources(states.flatMap(({ firing }) => firing)),
    over: toResources(
      states.flatMap(({ resolved }) => resolved).sort((a, b) => (b.resolvedMs ?? 0) - (a.resolvedMs ?? 0)),
    ),
  };
}

/** Null if the object does not answer. */
async function loadState(env: Env, object: string): Promise<WatchState | null> {
  try {
    return await withTimeout(monitorStub(env, object).alerts() as Promise<WatchState>, HEALTH_TIMEOUT_MS);
  } catch (error) {
    log('error', 'watch_unreachable', { object, error: noteError(object, error) });
    return null;
  }
}

function toResource(
  { id, kind, object, detail, message, sinceMs, resolvedMs, notifications, deliveries }: AlertWithDeliveries,
  base?: string,
) {
  const { severity, meaning } = ruleOf(kind);
  return {
    id,
    kind,
    severity,
    object,
    detail,
    ...storedMember(message),
    meaning,
    runbook: runbookOf(kind, base),
    since: new Date(sinceMs).toISOString(),
    until: instant(resolvedMs),
    told: notifications,
    deliveries: deliveries.map(({ message, hook, sentMs, atMs, state, tries, status, reason }) => ({
      hook,
      type: message.endsWith('-resolved') ? ('alert.resolved' as const) : ('alert.firing' as const),
      at: new Date(sentMs).toISOString(),
      triedAt: instant(atMs),
      state,
      tries,
      status,
      reason,
    })),
  };
}

function instant(ms: number | null): string | null {
  return ms ? new Date(ms).toISOString() : null;
}
