/**
 * Runs the monitor: checks the health of everything once a minute, remembers the alerts that fire and
 * notifies the hooks. The object's own alarm runs it, and the cron trigger in case the alarm has stopped.
 * When the monitor does not answer the cron trigger, its standby sends that alert and no other, so nothing is
 * sent twice.
 */

import { gatewayHealth } from '../ledger/health.ts';
import { readMeta, setMeta } from '../ledger/object-store/meta.ts';
import type { Env } from '../platform/env.ts';
import { newId } from '../platform/ids.ts';
import { errorFields, log } from '../platform/log.ts';
import { withFallback } from '../platform/timeouts/with-timeout.ts';
import { advance } from './advance.ts';
import { type Condition, conditionsOf, isObservable, WATCH_DOWN } from './conditions.ts';
import { Deliverer } from './deliverer.ts';
import { type Hooks, readHooks, receives } from './hooks.ts';
import {
  CHECK_EVERY_MS,
  FAILURES_MS,
  MESSAGES_RETAINED_MAX,
  RESOLVED_RETAINED_MAX,
  TICK_WAIT_MS,
  UNCHECKED_MAX_MS,
  WAITING_MAX,
} from './limits.ts';
import { messageId, messageOf } from './message.ts';
import { MONITOR } from './names.ts';
import { sendHeartbeat } from './send.ts';
import {
  addFailures,
  deleteAlert,
  deliveriesOf,
  failBeyond,
  failuresSince,
  openAlerts,
  prune,
  resolvedAlerts,
  writeAlert,
  writeMessage,
} from './store.ts';
import type { Alert, AlertWithDeliveries, Failures, WatchState } from './types.ts';

const MINUTE_MS = 60_000;
const RETENTION = { resolved: RESOLVED_RETAINED_MAX, messages: MESSAGES_RETAINED_MAX };

interface MonitorDeps {
  sql: SqlStorage;
  env: Env;
  object: string;
  transaction(body: () => void): void;
  now(): number;
}

/** Thrown to the cron trigger. The cause of each failed check is logged as `watch_failed`. */
export class CannotLook extends Error {
  constructor(uncheckedMs: number) {
    super(`has not been able to look for ${Math.floor(uncheckedMs / 1000)} seconds`);
    this.name = 'CannotLook';
  }
}

export class MonitorLoop {
  readonly #deps: MonitorDeps;
  readonly #deliverer: Deliverer;
  /**
   * The tick under way: an alarm may have stopped waiting for it, and the cron trigger may come meanwhile.
   */
  #ticking: Promise<void> | null = null;
  #hasLoggedFaults = false;
  /** First tick of this instance: an object without any check is not late before that. Milliseconds, UTC. */
  #sinceMs: number | null = null;

  constructor(deps: MonitorDeps) {
    this.#deps = deps;
    this.#deliverer = new Deliverer(deps);
  }

  /** Runs a check if one is due, and sends due messages. Waits at most TICK_WAIT_MS. Never throws. */
  async tick(): Promise<void> {
    const { object, now } = this.#deps;
    this.#sinceMs ??= now();
    this.#ticking ??= this.#runTick()
      .catch((error: Error) => log('error', 'watch_failed', { object, ...errorFields(error) }))
      .finally(() => {
        this.#ticking = null;
      });
    return withFallback(this.#ticking, TICK_WAIT_MS, undefined);
  }

  /**
   * Ticks for the cron trigger, and throws when no check has succeeded for minutes; otherwise nobody would
   * learn of it.
   */
  async watch(): Promise<void> {
    await this.tick();
    const { sql, now } = this.#deps;
    const nowMs = now();
    // Absolute, because the clock may have gone back while no check has corrected the stored time.
    const uncheckedMs = Math.abs(nowMs - (readMeta(sql, 'monitor_checked_ms') || (this.#sinceMs ?? nowMs)));
    if (uncheckedMs > UNCHECKED_MAX_MS) throw new CannotLook(uncheckedMs);
  }

  /**
   * `standby` only: opens or resolves the alert about the monitor. `fault` says what is wrong; null means
   * that it answers.
   */
  async noteWatch(fault: string | null): Promise<void> {
    const condition = fault === null ? null : WATCH_DOWN;
    const openAlert = openAlerts(this.#deps.sql).find(({ kind }) => kind === 'watch_down') ?? null;
    if (condition || openAlert)
      this.#deps.transaction(() => {
        this.#advance(openAlert, condition);
        prune(this.#deps.sql, RETENTION);
      });
    await this.tick();
  }

  noteFailures(failures: Pick<Failures, 'kind' | 'count'>[]): void {
    const { sql, now } = this.#deps;
    addFailures(sql, failures, Math.floor(now() / MINUTE_MS) * MINUTE_MS);
  }

  state(): WatchState {
    const { sql } = this.#deps;
    const withDeliveries = (alert: Alert): AlertWithDeliveries => ({
      ...alert,
      deliveries: deliveriesOf(sql, alert.id),
    });
    return {
      checkedMs: readMeta(sql, 'monitor_checked_ms'),
      firing: openAlerts(sql)
        .filter(({ state }) => state === 'firing')
        .map(withDeliveries),
      resolved: resolvedAlerts(sql, RESOLVED_RETAINED_MAX).map(withDeliveries),
    };
  }

  async #runTick(): Promise<void> {
    const { sql, env, object, now } = this.#deps;
    const elapsed = now() - readMeta(sql, 'monitor_checked_ms');
    const isDue = object === MONITOR && (elapsed < 0 || elapsed >= CHECK_EVERY_MS);
    try {
      if (isDue) await this.#check();
    } finally {
      // Waiting messages are sent even when the check fails.
      await this.#deliverer.run(this.#hooks().hooks);
    }
    if (isDue) await sendHeartbeat(env.HEARTBEAT_URL);
  }

  async #check(): Promise<void> {
    const { sql, env, transaction, now } = this.#deps;
    const health = await gatewayHealth(env, now());
    const nowMs = now();
    transaction(() => {
      const conditions = conditionsOf(health, failuresSince(sql, nowMs - FAILURES_MS), nowMs);
      const open = openAlerts(sql);
      for (const condition of conditions)
        this.#advance(open.find((alert) => isSame(alert, condition)) ?? null, condition);
      for (const alert of open)
        if (!conditions.some((condition) => isSame(condition, alert)) && isObservable(health, alert))
          this.#advance(alert, null);
      prune(sql, RETENTION);
      setMeta(sql, 'monitor_checked_ms', nowMs);
    });
  }

  /** Runs inside a transaction, so that the alert and its message are stored together. */
  #advance(before: Alert | null, condition: Condition | null): void {
    const { sql, env, now } = this.#deps;
    const nowMs = now();
    const { alert, message } = advance(before, condition, { nowMs, id: newId('alr') });
    if (!alert) {
      if (before) deleteAlert(sql, before.id);
      return;
    }
    writeAlert(sql, alert);
    if (!message) return;
    const { id, kind, object, detail } = alert;
    log(message === 'firing' ? 'error' : 'info', `alert_${message}`, { alert: id, kind, object, detail });
    const body = JSON.stringify(messageOf(alert, `alert.${message}`, nowMs, env));
    const hooks = this.#hooks().hooks.filter((hook) => receives(hook, kind));
    writeMessage(
      sql,
      { id: messageId(alert, message), alert: id, atMs: nowMs, body },
      hooks.map(({ name }) => name),
    );
    failBeyond(sql, WAITING_MAX);
  }

  #hooks(): Hooks {
    const { env, object } = this.#deps;
    const parsed = readHooks(env.ALERT_WEBHOOKS, (name) => env[name]);
    // Logs faults once in the object's life, not on every tick.
    if (object === MONITOR && !this.#hasLoggedFaults)
      for (const detail of parsed.faults) log('error', 'alert_webhooks_malformed', { object, detail });
    this.#hasLoggedFaults = true;
    return parsed;
  }
}

function isSame(a: Pick<Condition, 'kind' | 'object'>, b: Pick<Condition, 'kind' | 'object'>): boolean {
  return a.kind === b.kind && a.object === b.object;
}
