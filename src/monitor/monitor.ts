/**
 * Durable Object of the monitor. There are two: `monitor` checks the health of everything once a minute,
 * remembers the alerts that fire and notifies the hooks; `standby` sends an alert when `monitor` does not
 * answer. No partner request waits for either.
 */
import { DurableObject } from 'cloudflare:workers';
import { attachStacks, constructorFailed } from '../ledger/bugs.ts';
import { DRAIN_DELAY_MS } from '../ledger/limits.ts';
import { migrate } from '../ledger/object-store/schema.ts';
import { Schedule } from '../ledger/schedule.ts';
import type { Env } from '../platform/env.ts';
import { setLogging } from '../platform/log-settings.ts';
import { boundedEnv } from '../platform/timeouts/env.ts';
import { BACKGROUND } from '../platform/timeouts/limits.ts';
import { MonitorLoop } from './monitor-loop.ts';
import type { MonitorRpc } from './rpc.ts';
import { MONITOR_SCHEMA } from './schema.ts';
import type { Failures, WatchState } from './types.ts';

export class Monitor extends DurableObject<Env> implements MonitorRpc {
  readonly #loop: MonitorLoop;
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
      this.#loop = new MonitorLoop({
        sql: storage.sql,
        env,
        object,
        transaction: (body) => storage.transactionSync(body),
        now: () => Date.now(),
      });
    } catch (error) {
      throw constructorFailed(object, error);
    }
    void ctx.blockConcurrencyWhile(() =>
      this.#ensureAlarm().catch((error) => {
        throw constructorFailed(object, error);
      }),
    );
  }

  async watch(): Promise<void> {
    await this.#ensureAlarm();
    await this.#loop.watch();
  }

  async noteWatch(detail: string | null): Promise<void> {
    await this.#ensureAlarm();
    await this.#loop.noteWatch(detail);
  }

  async noteFailures(failures: Pick<Failures, 'kind' | 'count'>[]): Promise<void> {
    this.#loop.noteFailures(failures);
  }

  async alerts(): Promise<WatchState> {
    return this.#loop.state();
  }

  override async alarm(): Promise<void> {
    this.#schedule.fired();
    await this.#loop.tick();
    await this.#schedule.next({ hasMore: false, retryMs: null });
  }

  #ensureAlarm(): Promise<void> {
    return this.#schedule.ensure(DRAIN_DELAY_MS);
  }
}

attachStacks(Monitor.prototype);
