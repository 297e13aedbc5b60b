/**
 * Part of the cron trigger: makes the monitor run its check, in case its own alarm has stopped, and reports
 * when it does not answer. The standby sends that alert, because it remembers that it did. Only when neither
 * object answers does the isolate send it.
 */

import { noteError } from '../ledger/bugs.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { withTimeout } from '../platform/timeouts/with-timeout.ts';
import { WATCH_DOWN } from './conditions.ts';
import { type Hook, readHooks, receives } from './hooks.ts';
import { MONITOR_TIMEOUT_MS, RECHECK_DELAY_MS, UNMONITORED_REPEAT_MS } from './limits.ts';
import { messageOf } from './message.ts';
import { MONITOR, STANDBY } from './names.ts';
import { send } from './send.ts';
import { monitorStub } from './stub.ts';

/** When this isolate last notified each hook that nothing monitors the gateway. Milliseconds, UTC. */
const notifiedMs = new Map<string, number>();

/** Ensures that the monitor answers. Never throws. */
export async function ensureMonitor(
  env: Env,
  wait = (ms: number) => new Promise((r) => setTimeout(r, ms)),
): Promise<void> {
  if (await anyMonitorAnswers(env)) return;
  // Objects return within seconds after a release or a restart of the platform.
  await wait(RECHECK_DELAY_MS);
  if (await anyMonitorAnswers(env)) return;
  await notifyUnmonitored(env, Date.now());
}

async function anyMonitorAnswers(env: Env): Promise<boolean> {
  let detail: string | null = null;
  try {
    await withTimeout(monitorStub(env, MONITOR).watch(), MONITOR_TIMEOUT_MS);
  } catch (error) {
    detail = WATCH_DOWN.detail.text;
    log('error', 'watch_unreachable', { object: MONITOR, error: noteError(MONITOR, error) });
  }
  try {
    await withTimeout(monitorStub(env, STANDBY).noteWatch(detail), MONITOR_TIMEOUT_MS);
    return true;
  } catch (error) {
    log('error', 'watch_unreachable', { object: STANDBY, error: noteError(STANDBY, error) });
    return detail === null;
  }
}

/**
 * No object remembers that this alert was sent. Its id stays the same for an hour, so receivers can drop
 * duplicates.
 */
async function notifyUnmonitored(env: Env, nowMs: number): Promise<void> {
  const hour = new Date(nowMs).toISOString().slice(0, 13).replace(/\D/g, '');
  const id = `unwatched-${hour}`;
  const alert = {
    id,
    kind: 'watch_down',
    object: null,
    state: 'firing',
    detail: 'Neither the monitor nor its standby answers; most likely no Durable Object does.',
    sinceMs: nowMs,
    held: 0,
    clear: 0,
    notifications: 1,
    notifiedMs: nowMs,
    resolvedMs: null,
  } as const;
  const body = JSON.stringify(messageOf(alert, 'alert.firing', nowMs, env));
  const { hooks } = readHooks(env.ALERT_WEBHOOKS, (name) => env[name]);
  const isDue = ({ name }: Hook) => nowMs - (notifiedMs.get(name) ?? 0) >= UNMONITORED_REPEAT_MS;
  await Promise.all(
    hooks
      .filter((hook) => receives(hook, 'watch_down') && isDue(hook))
      .map(async (hook) => {
        // Set before sending, because the next cron run may begin while this one waits.
        notifiedMs.set(hook.name, nowMs);
        const { ok, status, reason } = await send(env, hook, { id, body }, nowMs);
        if (ok) return;
        // The next cron run retries.
        notifiedMs.delete(hook.name);
        log('error', 'alert_undelivered', { message: id, hook: hook.name, status, reason, state: 'waiting' });
      }),
  );
}
