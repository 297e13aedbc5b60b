/**
 * The object that looks for trouble. There are two: `monitor` looks at the health of everything once a minute, remembers what fires, and
 * notifies the hooks; `standby` says when `monitor` does not answer. No request of a partner waits for either.
 */
import { DurableObject } from 'cloudflare:workers';
import { giveStacks, notBegun } from '../ledger/bugs.ts';
import { DRAIN_DELAY_MS } from '../ledger/limits.ts';
import { migrate } from '../ledger/object-store/schema.ts';
import { Schedule } from '../ledger/schedule.ts';
import type { Env } from '../platform/env.ts';
import { setLogging } from '../platform/log-settings.ts';
import { boundedEnv } from '../platform/reach/env.ts';
import { BACKGROUND } from '../platform/reach/limits.ts';
import type { MonitorRpc } from './rpc.ts';
import { MONITOR_SCHEMA } from './schema.ts';
import type { Failures, WatchState } from './types.ts';
import { Watch } from './watch.ts';

export class Monitor extends DurableObject<Env> implements MonitorRpc {
  readonly #watch: Watch;
  readonly #schedule: Schedule;

  constructor(ctx: DurableObjectState, bindings: Env) {
    const env = boundedEnv(bindings, BACKGROUND);
    super(ctx, env);
    const object = ctx.id.name ?? ctx.id.toString();
    const { storage } = ctx;
    try {
      setLogging(env);
      storage.transactionSync(() => migrate(storage.sql, MONITOR_SCHEMA));
      this.#schedule = new Schedule(storage);
      this.#watch = new Watch({
        sql: storage.sql,
        env,
        object,
        transaction: (body) => storage.transactionSync(body),
        now: () => Date.now(),
      });
    } catch (error) {
      throw notBegun(object, error);
    }
    void ctx.blockConcurrencyWhile(() =>
      this.#ensureAlarm().catch((error) => {
        throw notBegun(object, error);
      }),
    );
  }

  async watch(): Promise<void> {
    await this.#ensureAlarm();
    await this.#watch.watch();
  }

  async noteWatch(detail: string | null): Promise<void> {
    await this.#ensureAlarm();
    await this.#watch.noteWatch(detail);
  }

  async noteFailures(failures: Pick<Failures, 'kind' | 'count'>[]): Promise<void> {
    this.#watch.noteFailures(failures);
  }

  async alerts(): Promise<WatchState> {
    return this.#watch.state();
  }

  override async alarm(): Promise<void> {
    this.#schedule.fired();
    await this.#watch.beat();
    await this.#schedule.next({ again: false, retryMs: null });
  }

  #ensureAlarm(): Promise<void> {
    return this.#schedule.ensure(DRAIN_DELAY_MS);
  }
}

giveStacks(Monitor.prototype);
