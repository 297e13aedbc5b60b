/** Sends what waits, some at a time, and tries again later what failed, to an end. */

import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import type { Hook } from './hooks.ts';
import { DELIVERIES_A_BEAT_MAX, DELIVERIES_AT_ONCE, RETRY_MS } from './limits.ts';
import { send } from './send.ts';
import { dueDeliveries, writeDelivery } from './store.ts';
import type { Delivery } from './types.ts';

interface Between {
  sql: SqlStorage;
  env: Env;
  object: string;
  /** Milliseconds, UTC. */
  now(): number;
}

export class Deliverer {
  readonly #at: Between;

  constructor(at: Between) {
    this.#at = at;
  }

  async run(hooks: Hook[]): Promise<void> {
    const { sql, now } = this.#at;
    const due = dueDeliveries(sql, { nowMs: now(), limit: DELIVERIES_A_BEAT_MAX });
    for (let at = 0; at < due.length; at += DELIVERIES_AT_ONCE)
      await Promise.all(due.slice(at, at + DELIVERIES_AT_ONCE).map((one) => this.#deliver(one, hooks)));
  }

  /** Cut off before it is written down, it is sent once more, with the same id. */
  async #deliver({ body, ...delivery }: Delivery & { body: string }, hooks: Hook[]): Promise<void> {
    const { sql, env, object, now } = this.#at;
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
