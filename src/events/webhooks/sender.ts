/**
 * Sends what waits for an endpoint. Events about one article are sent in order, and one that fails holds up no
 * other article. An endpoint that does not answer at all, or says that it is too busy, is left alone for a while;
 * one that has taken nothing for three days is disabled, and so is one that answers 410.
 */
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { secretsOf } from '../../platform/standard-webhooks.ts';
import { disableWebhook } from './disable.ts';
import { GIVE_UP_MS, JITTER, RETRY_MS, RUN_MS, SETTINGS_CACHED_MS } from './limits.ts';
import { type PushOutcome, push } from './push.ts';
import {
  addAttempt,
  deleteEvent,
  dueEvents,
  IN_ORDER,
  isOld,
  nextDueMs,
  postpone,
  type QueuedEvent,
  readSettings,
  readState,
  validSecrets,
  writeSettings,
  writeState,
} from './queue.ts';
import { readWebhookSettings } from './store.ts';
import type { DisabledReason, WebhookSettings } from './types.ts';

interface Deps {
  sql: SqlStorage;
  env: Env;
  /** Id of the endpoint. */
  endpoint: string;
  transaction(body: () => void): void;
  /** Milliseconds, UTC. */
  now(): number;
}

export class Sender {
  readonly #deps: Deps;
  /** Ends with the last run that was asked for. */
  #running: Promise<unknown> = Promise.resolve();
  #cached: { settings: WebhookSettings | null; atMs: number } | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Sends what is due, after the runs before it. Returns when to go on, milliseconds; null: when there is something
   * new. Never throws.
   */
  run(): Promise<number | null> {
    const run = this.#running.then(() =>
      this.#run().catch((error: unknown) => {
        log('error', 'webhook_run_failed', { endpoint: this.#deps.endpoint, error: String(error) });
        return this.#deps.now() + RETRY_MS[1];
      }),
    );
    this.#running = run;
    return run;
  }

  /**
   * The settings of the catalogue, or those of before while it is out of reach. Null: the endpoint is deleted, or
   * the database was restored to an earlier point.
   */
  async settings(): Promise<WebhookSettings | null> {
    const { sql, env, endpoint, now } = this.#deps;
    if (this.#cached && Math.abs(now() - this.#cached.atMs) < SETTINGS_CACHED_MS)
      return this.#cached.settings;
    try {
      const settings = await readWebhookSettings(env.DB, endpoint);
      if (settings) writeSettings(sql, settings);
      this.#cached = { settings, atMs: now() };
      return settings;
    } catch (error) {
      log('warn', 'webhook_settings_unread', { endpoint, error: String(error) });
      return readSettings(sql);
    }
  }

  /** After a change of the settings. */
  forgetSettings(): void {
    this.#cached = null;
  }

  async #run(): Promise<number | null> {
    const { sql, now } = this.#deps;
    const endMs = now() + RUN_MS;
    if (nextDueMs(sql) === null) return null;
    const settings = await this.settings();
    if (settings?.status !== 'active') return null;
    for (;;) {
      const nowMs = now();
      const events = nowMs < readState(sql).not_before_ms ? [] : dueEvents(sql, nowMs);
      if (events.length === 0) return this.#nextMs();
      if (nowMs >= endMs) return nowMs;
      const reason = await this.#sendAll(settings, events);
      if (reason) {
        const { env, endpoint } = this.#deps;
        await disableWebhook(env, endpoint, reason, now());
        return null;
      }
    }
  }

  #nextMs(): number | null {
    const { sql } = this.#deps;
    const dueMs = nextDueMs(sql);
    return dueMs === null ? null : Math.max(dueMs, readState(sql).not_before_ms);
  }

  /** Returns why the endpoint is to be disabled, if it is. */
  async #sendAll({ url }: WebhookSettings, events: QueuedEvent[]): Promise<DisabledReason | null> {
    const { sql, env, now, transaction } = this.#deps;
    const atMs = now();
    const keys = validSecrets(sql, atMs).flatMap((secret) => secretsOf(secret) ?? []);
    const outcomes = await Promise.all(
      events.map(({ event, body }) => push(env, { url, keys, id: event, body, nowMs: atMs })),
    );
    const nowMs = now();
    const isDelivered = outcomes.some(({ result }) => result === 'delivered');
    transaction(() => {
      const isFailing = !isDelivered && readState(sql).failing_since_ms > 0;
      this.#noteStanding(outcomes, isDelivered, nowMs);
      events.forEach((event, at) => {
        const outcome = outcomes[at];
        // While the endpoint takes nothing, no event is given up: once it works again, it gets all of them.
        if (outcome)
          this.#note(event, outcome, { atMs, nowMs, isGivenUp: !isFailing && isOld(event, nowMs) });
      });
    });
    if (outcomes.some(({ status }) => status === 410)) return 'gone';
    const { failing_since_ms: sinceMs } = readState(sql);
    return sinceMs > 0 && nowMs - sinceMs >= GIVE_UP_MS ? 'failing' : null;
  }

  #note(
    event: QueuedEvent,
    { result, status, latencyMs }: PushOutcome,
    { atMs, nowMs, isGivenUp }: { atMs: number; nowMs: number; isGivenUp: boolean },
  ): void {
    const { sql } = this.#deps;
    const { n, event: id, type, tries } = event;
    const isOver = result === 'delivered' || isGivenUp;
    const nextMs = isOver ? null : nowMs + delayMs(tries);
    if (nextMs === null) deleteEvent(sql, n);
    else postpone(sql, n, nextMs);
    addAttempt(sql, { event: id, type, atMs, attempt: tries + 1, result, status, latencyMs, nextMs });
  }

  #noteStanding(outcomes: PushOutcome[], isDelivered: boolean, nowMs: number): void {
    const { sql } = this.#deps;
    if (isDelivered) {
      writeState(sql, { delivered_ms: nowMs, ...IN_ORDER });
      return;
    }
    const { failures, failing_since_ms: sinceMs } = readState(sql);
    const failing_since_ms = sinceMs || nowMs;
    const isAway = outcomes.every(({ status }) => status === null || status === 429 || status === 503);
    if (!isAway) {
      writeState(sql, { ...IN_ORDER, failing_since_ms });
      return;
    }
    const requestedMs = Math.max(...outcomes.map(({ retryAfterMs }) => retryAfterMs));
    const not_before_ms = nowMs + Math.max(delayMs(failures), requestedMs);
    writeState(sql, { failing_since_ms, failures: failures + 1, not_before_ms });
  }
}

/** `failures`: those before this one. */
function delayMs(failures: number): number {
  const ms = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0;
  return ms * (1 - JITTER * Math.random());
}
