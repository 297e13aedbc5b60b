/**
 * The object `agency` keeps the agency log: the roots of the logs of all licenses, its checkpoints, and what
 * witnesses and the time-stamping authority say of them.
 */
import { DurableObject } from 'cloudflare:workers';
import { AlarmRuns } from '../ledger/alarm-runs.ts';
import { attachStacks, constructorFailed } from '../ledger/bugs.ts';
import { compareClocks } from '../ledger/compare-clocks.ts';
import { DRAIN_DELAY_MS } from '../ledger/limits.ts';
import { readMeta } from '../ledger/object-store/meta.ts';
import { migrate } from '../ledger/object-store/schema.ts';
import { RowRetention } from '../ledger/retention/rows.ts';
import { rulesInForce } from '../ledger/retention/rules.ts';
import { Schedule } from '../ledger/schedule.ts';
import type { SelfCheck } from '../ledger/self-check/self-check.ts';
import { ShardClock } from '../ledger/shard-clock.ts';
import { AGENCY_LOG } from '../ledger/transparency/origins.ts';
import type { LogAnswer, LogQuestion, RootAnswer, RootSubmission } from '../ledger/transparency/types.ts';
import type { OwnHealth } from '../ledger/types.ts';
import type { Env } from '../platform/env.ts';
import { setLogging } from '../platform/log-settings.ts';
import { boundedEnv } from '../platform/timeouts/env.ts';
import { BACKGROUND } from '../platform/timeouts/limits.ts';
import { agencyLogCheck } from './check.ts';
import { AgencyLogs } from './logs.ts';
import { readRootBody } from './roots.ts';
import type { AgencyLogRpc } from './rpc.ts';
import { AGENCY_LOG_SCHEMA } from './schema.ts';

export class AgencyLog extends DurableObject<Env> implements AgencyLogRpc {
  /** Stands still for nobody: tests replace it to have objects disagree. */
  readonly clock: ShardClock;
  readonly #logs: AgencyLogs;
  readonly #schedule: Schedule;
  readonly #alarmRuns: AlarmRuns;
  readonly #selfCheck: SelfCheck;
  readonly #retention: RowRetention;

  constructor(ctx: DurableObjectState, bindings: Env) {
    const env = boundedEnv(bindings, BACKGROUND);
    super(ctx, env);
    try {
      setLogging(env);
      const { storage } = ctx;
      const { sql } = storage;
      storage.transactionSync(() => migrate(sql, AGENCY_LOG_SCHEMA));
      this.clock = new ShardClock(env.CLOCK_TOLERANCE_S);
      const now = () => this.clock.now();
      const transaction = <T>(body: () => T): T => storage.transactionSync(body);
      this.#schedule = new Schedule(storage);
      this.#alarmRuns = new AlarmRuns(sql);
      this.#logs = new AgencyLogs({
        sql,
        env,
        object: AGENCY_LOG,
        transaction,
        sync: () => storage.sync(),
        now,
      });
      this.#selfCheck = agencyLogCheck({ sql, env, transaction, now });
      const { findings } = rulesInForce(env.RETENTION, AGENCY_LOG);
      this.#retention = new RowRetention({ db: env.DB, object: AGENCY_LOG, rules: { findings }, now });
    } catch (error) {
      throw constructorFailed(AGENCY_LOG, error);
    }
    void ctx.blockConcurrencyWhile(() =>
      this.#schedule.ensure(DRAIN_DELAY_MS).catch((error) => {
        throw constructorFailed(AGENCY_LOG, error);
      }),
    );
  }

  async log(question: LogQuestion): Promise<LogAnswer> {
    return this.#logs.answer(question);
  }

  async addRoots(roots: RootSubmission[]): Promise<RootAnswer[]> {
    const answers = await this.#logs.register(roots);
    await this.#schedule.soon(DRAIN_DELAY_MS);
    return answers;
  }

  async rootBodies(indexes: number[]): Promise<(string | null)[]> {
    return indexes.map((index) => readRootBody(this.ctx.storage.sql, index));
  }

  async poke(): Promise<void> {
    await this.#schedule.ensure(DRAIN_DELAY_MS);
  }

  async health(): Promise<OwnHealth> {
    const { storage } = this.ctx;
    return {
      backlog: 0,
      backlogSince: null,
      alarmAtMs: await storage.getAlarm(),
      alarmRanMs: this.#alarmRuns.lastMs,
      drainFailures: 0,
      logFindings: this.#logs.findings(),
      checkedAtMs: readMeta(storage.sql, 'checked_ms'),
      walkedAtMs: readMeta(storage.sql, 'walk_ended_ms'),
      promises: { broken: 0, soon: 0, oldest: null },
      uncoveredSinceMs: this.#logs.uncoveredSinceMs(),
      clockFault: this.clock.healthFault(0),
    };
  }

  override async alarm(): Promise<void> {
    const { clock, env } = this;
    this.#schedule.fired();
    this.#alarmRuns.note(clock.now());
    if (clock.isComparisonDue()) await compareClocks(clock, env.DB, AGENCY_LOG);
    await this.#logs.tick();
    const checkMs = await this.#selfCheck.run();
    await this.#retention.run();
    await this.#schedule.next({ hasMore: false, retryMs: null, checkMs });
  }
}

attachStacks(AgencyLog.prototype);
