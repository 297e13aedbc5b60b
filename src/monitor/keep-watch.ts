/**
 * What the cron trigger does about alerts: it has the watch look, whose own alarm may stand still, and says so when it does not answer. An
 * object is told first, which remembers that it was said; only when no object answers, the isolate says it by itself.
 */

import { noted } from '../ledger/bugs.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { inTime } from '../platform/reach/in-time.ts';
import { WATCH_DOWN } from './conditions.ts';
import { type Hook, readHooks, wants } from './hooks.ts';
import { ASK_AGAIN_MS, UNWATCHED_TOLD_EVERY_MS, WATCH_TIMEOUT_MS } from './limits.ts';
import { messageOf } from './message.ts';
import { MONITOR, STANDBY } from './names.ts';
import { send } from './send.ts';
import { monitorStub } from './stub.ts';

/** When this isolate last said to a hook that nobody watches. Milliseconds, UTC. */
const toldMs = new Map<string, number>();

/** Never throws. */
export async function keepWatch(
  env: Env,
  wait = (ms: number) => new Promise((r) => setTimeout(r, ms)),
): Promise<void> {
  if (await someoneAnswers(env)) return;
  // A new release, or a restart of the platform: objects come back within seconds.
  await wait(ASK_AGAIN_MS);
  if (await someoneAnswers(env)) return;
  await sayUnwatched(env, Date.now());
}

async function someoneAnswers(env: Env): Promise<boolean> {
  let detail: string | null = null;
  try {
    await inTime(monitorStub(env, MONITOR).watch(), WATCH_TIMEOUT_MS);
  } catch (error) {
    detail = WATCH_DOWN.detail.text;
    log('error', 'watch_unreachable', { object: MONITOR, error: noted(MONITOR, error) });
  }
  try {
    await inTime(monitorStub(env, STANDBY).noteWatch(detail), WATCH_TIMEOUT_MS);
    return true;
  } catch (error) {
    log('error', 'watch_unreachable', { object: STANDBY, error: noted(STANDBY, error) });
    return detail === null;
  }
}

/** No object remembers whether it was said: the id is the same for an hour, so that a receiver that knows it can drop it. */
async function sayUnwatched(env: Env, nowMs: number): Promise<void> {
  const hour = new Date(nowMs).toISOString().slice(0, 13).replace(/\D/g, '');
  const id = `unwatched-${hour}`;
  const alert = {
    id,
    kind: 'watch_down',
    object: null,
    state: 'firing',
    detail: 'Neither the monitor nor its standby answers: most likely no object does.',
    sinceMs: nowMs,
    held: 0,
    clear: 0,
    told: 1,
    toldMs: nowMs,
    overMs: null,
  } as const;
  const body = JSON.stringify(messageOf(alert, 'alert.firing', nowMs, env));
  const { hooks } = readHooks(env.ALERT_WEBHOOKS, (name) => env[name]);
  const isDue = ({ name }: Hook) => nowMs - (toldMs.get(name) ?? 0) >= UNWATCHED_TOLD_EVERY_MS;
  await Promise.all(
    hooks
      .filter((hook) => wants(hook, 'watch_down') && isDue(hook))
      .map(async (hook) => {
        // Before: the next cron may come while this one still waits.
        toldMs.set(hook.name, nowMs);
        const { ok, status, reason } = await send(env, hook, { id, body }, nowMs);
        if (ok) return;
        // The next cron tries again.
        toldMs.delete(hook.name);
        log('error', 'alert_undelivered', { message: id, hook: hook.name, status, reason, state: 'waiting' });
      }),
  );
}
