/**
 * Hands the events of licenses over to the objects of their endpoints, each in order. It runs as soon as there
 * is an event, and with each alarm until every endpoint has taken all; what is handed over twice is taken once.
 */
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { noteError } from '../bugs.ts';
import { callObject } from '../call.ts';
import { objectIn } from '../namespace.ts';
import { noteTaken, type PendingEndpoint, pendingEndpoints } from './endpoints.ts';
import { eventsAfter } from './store.ts';

/** Endpoints that are looked up at once, those of them that are called at once, and events of one call: some 50 KB. */
const ENDPOINTS_MAX = 1_000;
const CALLS_AT_ONCE = 20;
const EVENTS_AT_ONCE = 100;

export class HandOver {
  readonly #sql: SqlStorage;
  readonly #env: Env;
  #running: Promise<void> | null = null;

  constructor(sql: SqlStorage, env: Env) {
    this.#sql = sql;
    this.#env = env;
  }

  /** Ends when all is handed over that the endpoints take. Never throws. */
  run(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    for (let hasProgress = true; hasProgress; ) {
      const pending = pendingEndpoints(this.#sql, ENDPOINTS_MAX);
      hasProgress = false;
      for (let at = 0; at < pending.length; at += CALLS_AT_ONCE) {
        const called = pending.slice(at, at + CALLS_AT_ONCE);
        const taken = await Promise.all(called.map((endpoint) => this.#handOver(endpoint)));
        hasProgress ||= taken.includes(true);
      }
    }
  }

  /** Returns whether the endpoint has taken an event. */
  async #handOver(endpoint: PendingEndpoint): Promise<boolean> {
    const { id, license, n } = endpoint;
    const env = this.#env;
    try {
      const events = eventsAfter(this.#sql, { license, after: n, limit: EVENTS_AT_ONCE });
      const taken = await callObject<number>(
        id,
        () => objectIn(env.WEBHOOKS, env, id).take(license, events),
        {
          repeats: true,
        },
      );
      noteTaken(this.#sql, endpoint, taken);
      return taken > n;
    } catch (error) {
      log('error', 'events_not_handed_over', { endpoint: id, license, error: noteError(id, error) });
      return false;
    }
  }
}
