/** Sends due deliveries in small batches, and schedules a limited number of retries for those that fail. */

import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import type { Hook } from './hooks.ts';
import { DELIVERIES_AT_ONCE, DELIVERIES_PER_TICK_MAX, RETRY_MS } from './limits.ts';
import { send } from './send.ts';
import { dueDeliveries, writeDelivery } from './store.ts';
import type { Delivery } from './types.ts';

interface DelivererDeps {
  sql: SqlStorage;
  env: Env;
  object: string;
  now(): number;
}

export class Deliverer {
  readonly #deps: DelivererDeps;

  constructor(deps: DelivererDeps) {
    this.#deps = deps;
  }

  async run(hooks: Hook[]): Promise<void> {
    const { sql, now } = this.#deps;
    const due = dueDeliveries(sql, { nowMs: now(), limit: DELIVERIES_PER_TICK_MAX });
    for (let at = 0; at < due.length; at += DELIVERIES_AT_ONCE)
      await Promise.all(
        due.slice(at, at + DELIVERIES_AT_ONCE).map((delivery) => this.#deliver(delivery, hooks)),
      );
  }

  /** An interruption before the result is stored causes a second send with the same id. */
  async #deliver({ body, ...delivery }: Delivery & { body: string }, hooks: Hook[]): Promise<void> {
    const { sql, env, object, now } = this.#deps;
    const { message, hook } = delivery;
    const atMs = now();
    const sent = await send(
      env,
      hooks.find(({ name }) => name === hook),
      { id: message, body },
      atMs,
    );
    const { status, reason } = sent;
    const waitMs = RETRY_MS[delivery.tries];
    const isOver = sent.ok || waitMs === undefined;
    const state = sent.ok ? 'delivered' : isOver ? 'failed' : 'waiting';
    if (!sent.ok)
      log(isOver ? 'error' : 'warn', 'alert_undelivered', { object, message, hook, status, reason, state });
    writeDelivery(
      sql,
      { ...delivery, state, tries: delivery.tries + 1, atMs, status, reason },
      atMs + (waitMs ?? 0),
    );
  }
}
