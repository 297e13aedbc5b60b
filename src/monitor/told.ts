/** Alerts as operators read them: those of the watch, and those of its standby. */

import { noted } from '../ledger/bugs.ts';
import { HEALTH_TIMEOUT_MS } from '../ledger/limits.ts';
import { storedMember } from '../ledger/stored-message.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { inTime } from '../platform/reach/in-time.ts';
import { readHooks } from './hooks.ts';
import { isAlertKind, ruleOf, runbookOf } from './kinds.ts';
import { MONITOR, STANDBY } from './names.ts';
import { monitorStub } from './stub.ts';
import type { ToldAlert, WatchState } from './types.ts';

export async function alertsOf(env: Env) {
  const [watch, standby] = await Promise.all([MONITOR, STANDBY].map((name) => stateOf(env, name)));
  const { hooks, faults } = readHooks(env.ALERT_WEBHOOKS, (name) => env[name]);
  // An object may be of a later release than this isolate.
  const told = (alerts: ToldAlert[]) =>
    alerts.filter(({ kind }) => isAlertKind(kind)).map((one) => resource(one, env.RUNBOOK_URL));
  const both = [watch, standby].filter((one) => one !== null && one !== undefined);
  return {
    lookedAt: watch && instant(watch.lookedMs),
    hooks: hooks.map(({ name, url, severity, kinds }) => ({
      name,
      host: new URL(url).host,
      severity,
      kinds,
    })),
    faults,
    heartbeat: Boolean(env.HEARTBEAT_URL?.trim()),
    firing: told(both.flatMap(({ firing }) => firing)),
    over: told(
      both.flatMap(({ over }) => over).sort((one, other) => (other.overMs ?? 0) - (one.overMs ?? 0)),
    ),
  };
}

/** Null: it does not answer. */
async function stateOf(env: Env, object: string): Promise<WatchState | null> {
  try {
    return await inTime(monitorStub(env, object).alerts() as Promise<WatchState>, HEALTH_TIMEOUT_MS);
  } catch (error) {
    log('error', 'watch_unreachable', { object, error: noted(object, error) });
    return null;
  }
}

function resource(
  { id, kind, object, detail, message, sinceMs, overMs, told, deliveries }: ToldAlert,
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
    until: instant(overMs),
    told,
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
