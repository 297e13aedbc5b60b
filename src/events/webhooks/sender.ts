/**
 * Sends what waits for an endpoint. Events about one article are sent in order, and one that fails holds up
 * no other article. If an endpoint does not answer, or says that it is unavailable, it is retried later and
 * later; a new event is tried at once all the same, since it may be a kill. An endpoint that takes nothing
 * for three days is disabled, and so is one that answers 410.
 */
import type { EndpointSettings } from '../../ledger/events/types.ts';
import { NOTES_AT_ONCE_MAX } from '../../ledger/limits.ts';
import { acknowledgementNote } from '../../ledger/notes/acknowledgement.ts';
import { sendNotes } from '../../ledger/notes/send.ts';
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { disableWebhook } from './disable.ts';
import { BACKOFF_MAX_MS, GIVE_UP_MS, JITTER, PUSHES_OF_RUN_MAX, RETRY_MS, RUN_MS } from './limits.ts';
import { type PushOutcome, push } from './push.ts';
import {
  addAttempt,
  addDelivered,
  deleteEvent,
  deliveredEvents,
  disableReason,
  dropDelivered,
  dueEvents,
  dueMsOf,
  HEALTHY,
  isOld,
  nextDueMs,
  postpone,
  type QueuedEvent,
  readSettings,
  readState,
  recover,
  setDisableReason,
  signingKeys,
  writeState,
} from './queue.ts';

interface Deps {
  sql: SqlStorage;
  env: Env;
  /** Id of the endpoint. */
  endpoint: string;
  transaction(body: () => void): void;
  /** Milliseconds, UTC. */
  now(): number;
}

/** Statuses of a server, or of a proxy before it, that serves nobody for now. */
const UNAVAILABLE = [429, 502, 503, 504];

export class Sender {
  readonly #deps: Deps;
  /** Ends with the last run that was requested. */
  #running: Promise<unknown> = Promise.resolve();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Sends what is due, after the runs before it. Returns when to continue, milliseconds; null: when there is
   * something new. Never throws.
   */
  run(): Promise<number | null> {
    const run = this.#running.then(() =>
      this.#run().catch((error: unknown) => {
        const { endpoint, now } = this.#deps;
        log('error', 'webhook_run_failed', { endpoint, error: String(error) });
        return now() + RETRY_MS[1];
      }),
    );
    this.#running = run;
    return run;
  }

  /** When to send next, milliseconds; null: nothing waits, or the endpoint is not active. */
  nextMs(): number | null {
    const { sql } = this.#deps;
    return readSettings(sql)?.isActive ? nextDueMs(sql) : null;
  }

  async #run(): Promise<number | null> {
    const nextMs = await this.#sendDue();
    if (await this.#acknowledge()) return nextMs;
    return Math.min(nextMs ?? Number.POSITIVE_INFINITY, this.#deps.now() + RETRY_MS[1]);
  }

  async #sendDue(): Promise<number | null> {
    const { sql, env, endpoint, now } = this.#deps;
    const endMs = now() + RUN_MS;
    for (let sent = 0; ; ) {
      // Read for each batch: an endpoint may be changed or disabled meanwhile.
      const settings = readSettings(sql);
      if (!settings?.isActive) return null;
      const reason = disableReason(sql);
      if (reason) {
        await disableWebhook(env, { id: endpoint, url: settings.url, reason, nowMs: now() });
        return null;
      }
      const nowMs = now();
      const events = dueEvents(sql, nowMs);
      if (events.length === 0) return this.nextMs();
      if (nowMs >= endMs || sent >= PUSHES_OF_RUN_MAX) return nowMs;
      await this.#sendAll(settings, events);
      sent += events.length;
    }
  }

  /**
   * Enters in the log of the license that the endpoint has accepted events. False: some are left. Never
   * throws.
   */
  async #acknowledge(): Promise<boolean> {
    const { sql, env, endpoint } = this.#deps;
    try {
      for (;;) {
        const delivered = deliveredEvents(sql, NOTES_AT_ONCE_MAX);
        const license = delivered[0]?.event.data.license;
        if (license === undefined) return true;
        const notes = delivered.map(({ event: { id, type, data } }) =>
          acknowledgementNote({ id, type, ...data }, { state: 'received', endpoint }),
        );
        await sendNotes(env, { license, by: { kind: 'gateway' }, notes });
        dropDelivered(sql, delivered.at(-1)?.n ?? 0);
      }
    } catch (error) {
      log('warn', 'events_not_acknowledged', { endpoint, error: String(error) });
      return false;
    }
  }

  async #sendAll({ url }: EndpointSettings, events: QueuedEvent[]): Promise<void> {
    const { sql, env, now, transaction } = this.#deps;
    const atMs = now();
    const keys = signingKeys(sql, atMs);
    const outcomes = await Promise.all(
      events.map(({ event, body }) => push(env, url, { keys, id: event, body, nowMs: atMs })),
    );
    const nowMs = now();
    const isDelivered = outcomes.some(({ result }) => result === 'delivered');
    transaction(() => {
      const wasFailing = readState(sql).failing_since_ms > 0;
      const isFailing = wasFailing && !isDelivered;
      events.forEach((event, at) => {
        const outcome = outcomes[at];
        // While the endpoint takes nothing, no event is given up: once it works again, it gets all of them.
        const isGivenUp = !isFailing && isOld(event, nowMs);
        if (outcome) this.#settle(event, outcome, { nowMs, isGivenUp });
      });
      this.#recordHealth(outcomes, isDelivered, { atMs, nowMs });
      if (wasFailing && isDelivered) recover(sql, nowMs);
      const { failing_since_ms: sinceMs } = readState(sql);
      if (outcomes.some(({ status }) => status === 410)) setDisableReason(sql, 'gone');
      else if (sinceMs > 0 && nowMs - sinceMs >= GIVE_UP_MS) setDisableReason(sql, 'failing');
      events.forEach((event, at) => {
        const outcome = outcomes[at];
        if (outcome) this.#recordAttempt(event, outcome, atMs);
      });
    });
  }

  /** Forgets an event that is delivered or given up, and postpones another. */
  #settle(
    queued: QueuedEvent,
    { result, status, retryAfterMs }: PushOutcome,
    { nowMs, isGivenUp }: { nowMs: number; isGivenUp: boolean },
  ): void {
    const { sql, endpoint } = this.#deps;
    const { n, event, type, tries } = queued;
    if (result === 'delivered') addDelivered(sql, queued);
    else if (isGivenUp) log('error', 'webhook_event_given_up', { endpoint, event, type, result, status });
    if (result === 'delivered' || isGivenUp) deleteEvent(sql, n);
    else postpone(sql, n, nowMs + Math.max(delayMs(tries), retryAfterMs));
  }

  /** No attempt follows once the endpoint is to be disabled. */
  #recordAttempt(
    { n, event, type, tries }: QueuedEvent,
    { result, status, latencyMs }: PushOutcome,
    atMs: number,
  ): void {
    const { sql } = this.#deps;
    const nextMs = disableReason(sql) === null ? dueMsOf(sql, n) : null;
    addAttempt(sql, { event, type, atMs, attempt: tries + 1, result, status, latencyMs, nextMs });
  }

  #recordHealth(
    outcomes: PushOutcome[],
    isDelivered: boolean,
    { atMs, nowMs }: { atMs: number; nowMs: number },
  ): void {
    const { sql } = this.#deps;
    if (isDelivered || nextDueMs(sql) === null) {
      // What was given up last says nothing of the events to come.
      writeState(sql, { ...HEALTHY, ...(isDelivered && { delivered_ms: nowMs }) });
      return;
    }
    const { failures, failing_since_ms: sinceMs, not_before_ms: backoffEndsMs } = readState(sql);
    const failing_since_ms = sinceMs || nowMs;
    if (!outcomes.every(({ status }) => status === null || UNAVAILABLE.includes(status))) {
      writeState(sql, { ...HEALTHY, failing_since_ms });
      return;
    }
    const requestedMs = Math.max(...outcomes.map(({ retryAfterMs }) => retryAfterMs));
    // New events are tried during the back-off; only their `Retry-After` prolongs it.
    const isOver = atMs >= backoffEndsMs;
    const backoffMs = isOver ? Math.min(delayMs(failures), BACKOFF_MAX_MS) : 0;
    writeState(sql, {
      failing_since_ms,
      failures: isOver ? failures + 1 : failures,
      unavailable_ms: nowMs,
      not_before_ms: Math.max(backoffEndsMs, nowMs + Math.max(backoffMs, requestedMs)),
    });
  }
}

/** `failures`: those before this one. */
function delayMs(failures: number): number {
  const ms = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0;
  return ms * (1 - JITTER * Math.random());
}
