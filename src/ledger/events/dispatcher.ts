/**
 * Hands the events of licenses over to the objects of their endpoints, each in order, and with them the
 * settings of the endpoint. Runs as soon as there is an event, and with each alarm until all are received. An
 * event that is handed over twice is received once.
 */
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { noteError } from '../bugs.ts';
import { callObject } from '../call.ts';
import { objectIn } from '../namespace.ts';
import { noteReceived, type PendingEndpoint, pendingEndpoints } from './endpoints.ts';
import { eventsAfter } from './store.ts';

/** Objects that are called at once, and events of one call: some 50 KB. */
const CALLS_AT_ONCE = 20;
const EVENTS_AT_ONCE = 100;
/** An object that failed, or has no room, is called again after this. */
const RETRY_MS = 30_000;

export class EventDispatcher {
  readonly #sql: SqlStorage;
  readonly #env: Env;
  /** When an object is called again that has failed, or was full: milliseconds, by id. */
  readonly #notBefore = new Map<string, number>();
  #running: Promise<void> | null = null;
  #isRequested = false;

  constructor(sql: SqlStorage, env: Env) {
    this.#sql = sql;
    this.#env = env;
  }

  /** Ends when everything is handed over that the objects take. Never throws. */
  run(): Promise<void> {
    this.#isRequested = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isRequested) {
      this.#isRequested = false;
      const nowMs = Date.now();
      const due = pendingEndpoints(this.#sql).filter(({ id }) => (this.#notBefore.get(id) ?? 0) <= nowMs);
      const waiting = due.values();
      // Each worker takes the next endpoint, so that a slow object holds up one of them.
      const work = async () => {
        for (const endpoint of waiting) await this.#handOver(endpoint);
      };
      await Promise.all(Array.from({ length: Math.min(CALLS_AT_ONCE, due.length) }, work));
    }
  }

  async #handOver(endpoint: PendingEndpoint): Promise<void> {
    const { id, license, n, settings } = endpoint;
    const env = this.#env;
    this.#notBefore.delete(id);
    try {
      const events = settings.isActive
        ? eventsAfter(this.#sql, { license, after: n, limit: EVENTS_AT_ONCE })
        : [];
      const call = () => objectIn(env.WEBHOOKS, env, id).take(settings, events);
      const receivedN = await callObject<number>(id, call, { repeats: true });
      noteReceived(this.#sql, endpoint, receivedN);
      if (receivedN > n) this.#isRequested = true;
      else if (events.length > 0) this.#notBefore.set(id, Date.now() + RETRY_MS);
    } catch (error) {
      log('error', 'events_not_handed_over', { endpoint: id, license, error: noteError(id, error) });
      this.#notBefore.set(id, Date.now() + RETRY_MS);
    }
  }
}
