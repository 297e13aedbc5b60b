/**
 * The watch of a monitor: it looks at the health of everything once a minute, remembers what fires, and tells it. Its own alarm makes it
 * look, and the cron trigger in case that stands still. When the monitor does not answer the cron trigger, its standby tells that, and
 * nothing else: so nothing is told twice.
 */

import { gatewayHealth } from '../ledger/health.ts';
import { readMeta, setMeta } from '../ledger/object-store/meta.ts';
import type { Env } from '../platform/env.ts';
import { newId } from '../platform/ids.ts';
import { log, toldOf } from '../platform/log.ts';
import { atMost } from '../platform/reach/in-time.ts';
import { advance } from './advance.ts';
import { type Condition, conditionsOf, isKnown, WATCH_DOWN } from './conditions.ts';
import { Deliverer } from './deliverer.ts';
import { type Hooks, readHooks, wants } from './hooks.ts';
import {
  FAILURES_MS,
  LOOK_EVERY_MS,
  MESSAGES_KEPT_MAX,
  OVER_KEPT_MAX,
  UNLOOKED_MAX_MS,
  WAITING_MAX,
  WATCH_WAIT_MS,
} from './limits.ts';
import { messageId, messageOf } from './message.ts';
import { MONITOR } from './names.ts';
import { beatHeart } from './send.ts';
import {
  addFailures,
  alertsNotOver,
  alertsOver,
  deliveriesOf,
  dropAlert,
  failuresSince,
  giveUpBeyond,
  prune,
  writeAlert,
  writeMessage,
} from './store.ts';
import type { Alert, Failures, ToldAlert, WatchState } from './types.ts';

const MINUTE_MS = 60_000;
const KEPT = { over: OVER_KEPT_MAX, messages: MESSAGES_KEPT_MAX };

interface Post {
  sql: SqlStorage;
  env: Env;
  /** `monitor`, or its standby. */
  object: string;
  transaction(body: () => void): void;
  /** Milliseconds, UTC. */
  now(): number;
}

/** Whatever keeps it from looking has a line of its own, `watch_failed`. */
export class CannotLook extends Error {
  constructor(unlookedMs: number) {
    super(`has not been able to look for ${Math.floor(unlookedMs / 1000)} seconds`);
    this.name = 'CannotLook';
  }
}

export class Watch {
  readonly #at: Post;
  readonly #deliverer: Deliverer;
  /** The beat under way: an alarm may have stopped waiting for it, and the cron trigger may come meanwhile. */
  #beating: Promise<void> | null = null;
  #hasToldFaults = false;
  /** When this instance was first to look: one that never has is not late before that. Milliseconds, UTC. */
  #sinceMs: number | null = null;

  constructor(at: Post) {
    this.#at = at;
    this.#deliverer = new Deliverer(at);
  }

  /** Looks, if it is time, and sends what is due. An alarm does not wait long for it. Never throws. */
  async beat(): Promise<void> {
    const { object, now } = this.#at;
    this.#sinceMs ??= now();
    this.#beating ??= this.#beat()
      .catch((error: Error) => log('error', 'watch_failed', { object, ...toldOf(error) }))
      .finally(() => {
        this.#beating = null;
      });
    return atMost(this.#beating, WATCH_WAIT_MS, undefined);
  }

  /** For the cron trigger: as `beat`, and throws when it has not been able to look for minutes. Else nobody would hear that it cannot. */
  async watch(): Promise<void> {
    await this.beat();
    const { sql, now } = this.#at;
    const nowMs = now();
    // Also of a clock that went back, when no look has set that right.
    const unlookedMs = Math.abs(nowMs - (readMeta(sql, 'looked_ms') || (this.#sinceMs ?? nowMs)));
    if (unlookedMs > UNLOOKED_MAX_MS) throw new CannotLook(unlookedMs);
  }

  /** For the standby: whether the watch answers. `fault` says how it does not; null: it does. */
  async noteWatch(fault: string | null): Promise<void> {
    const condition = fault === null ? null : WATCH_DOWN;
    const known = alertsNotOver(this.#at.sql).find(({ kind }) => kind === 'watch_down') ?? null;
    if (condition || known)
      this.#at.transaction(() => {
        this.#turn(known, condition);
        prune(this.#at.sql, KEPT);
      });
    await this.beat();
  }

  noteFailures(failures: Pick<Failures, 'kind' | 'count'>[]): void {
    const { sql, now } = this.#at;
    addFailures(sql, failures, Math.floor(now() / MINUTE_MS) * MINUTE_MS);
  }

  state(): WatchState {
    const { sql } = this.#at;
    const told = (alert: Alert): ToldAlert => ({ ...alert, deliveries: deliveriesOf(sql, alert.id) });
    return {
      lookedMs: readMeta(sql, 'looked_ms'),
      firing: alertsNotOver(sql)
        .filter(({ state }) => state === 'firing')
        .map(told),
      over: alertsOver(sql, OVER_KEPT_MAX).map(told),
    };
  }

  async #beat(): Promise<void> {
    const { sql, env, object, now } = this.#at;
    const elapsed = now() - readMeta(sql, 'looked_ms');
    const isDue = object === MONITOR && (elapsed < 0 || elapsed >= LOOK_EVERY_MS);
    try {
      if (isDue) await this.#look();
    } finally {
      // What waits from before is told, also when nothing new can be seen.
      await this.#deliverer.run(this.#hooks().hooks);
    }
    if (isDue) await beatHeart(env.HEARTBEAT_URL);
  }

  async #look(): Promise<void> {
    const { sql, env, transaction, now } = this.#at;
    const health = await gatewayHealth(env, now());
    const nowMs = now();
    transaction(() => {
      const conditions = conditionsOf(health, failuresSince(sql, nowMs - FAILURES_MS), nowMs);
      const before = alertsNotOver(sql);
      for (const condition of conditions)
        this.#turn(before.find((one) => isSame(one, condition)) ?? null, condition);
      for (const alert of before)
        if (!conditions.some((one) => isSame(one, alert)) && isKnown(health, alert)) this.#turn(alert, null);
      prune(sql, KEPT);
      setMeta(sql, 'looked_ms', nowMs);
    });
  }

  /** Inside a transaction: what is told of an alert and the word of it are never apart. */
  #turn(before: Alert | null, condition: Condition | null): void {
    const { sql, env, now } = this.#at;
    const nowMs = now();
    const { alert, message } = advance(before, condition, { nowMs, id: newId('alr') });
    if (!alert) {
      if (before) dropAlert(sql, before.id);
      return;
    }
    writeAlert(sql, alert);
    if (!message) return;
    const { id, kind, object, detail } = alert;
    log(message === 'firing' ? 'error' : 'info', `alert_${message}`, { alert: id, kind, object, detail });
    const body = JSON.stringify(messageOf(alert, `alert.${message}`, nowMs, env));
    const hooks = this.#hooks().hooks.filter((hook) => wants(hook, kind));
    writeMessage(
      sql,
      { id: messageId(alert, message), alert: id, atMs: nowMs, body },
      hooks.map(({ name }) => name),
    );
    giveUpBeyond(sql, WAITING_MAX);
  }

  #hooks(): Hooks {
    const { env, object } = this.#at;
    const read = readHooks(env.ALERT_WEBHOOKS, (name) => env[name]);
    // Once in the life of the object, not with each beat.
    if (object === MONITOR && !this.#hasToldFaults)
      for (const detail of read.faults) log('error', 'alert_webhooks_malformed', { object, detail });
    this.#hasToldFaults = true;
    return read;
  }
}

function isSame(one: Pick<Condition, 'kind' | 'object'>, other: Pick<Condition, 'kind' | 'object'>): boolean {
  return one.kind === other.kind && one.object === other.object;
}
