/**
 * What an object does by itself, alarm by alarm: the drain to D1, its logs' checkpoints, the index of D1's log, the self-check, moves,
 * retention and archive. None of it is on the way of a delivery.
 */
import type { Env } from '../platform/env.ts';
import { AlarmRuns } from './alarm-runs.ts';
import { Archiver } from './archive/archiver.ts';
import type { Catalogue } from './catalogue.ts';
import { compareClocks } from './compare-clocks.ts';
import { Drain } from './drain.ts';
import { DRAIN_DELAY_MS } from './limits.ts';
import type { Memory } from './memory.ts';
import { Mover } from './move/mover.ts';
import { targetAt } from './move/target.ts';
import { untoldMonths } from './object-store/archived.ts';
import { backlog, licenseTrees } from './object-store/log.ts';
import { readMeta } from './object-store/meta.ts';
import { isAnyoneMoving } from './object-store/moving.ts';
import { deliverOutbox } from './outbox.ts';
import { monthsInD1, monthsOfTexts, Retention } from './retention/retention.ts';
import { rulesInForce } from './retention/rules.ts';
import { Schedule } from './schedule.ts';
import { Sealer } from './segments/sealer.ts';
import type { SelfCheck } from './self-check/self-check.ts';
import { shardSelfCheck } from './self-check/shard-check.ts';
import type { ShardClock } from './shard-clock.ts';
import { Logs } from './transparency/logs.ts';
import { Promises } from './transparency/promises.ts';
import type { OwnHealth } from './types.ts';

interface Between {
  storage: DurableObjectStorage;
  env: Env;
  memory: Memory;
  clock: ShardClock;
  catalogue: Catalogue;
  /** Pool name of the object. */
  object: string;
  /** A statement has written so many rows to D1. */
  drained(rows: number): void;
}

export class Upkeep {
  readonly schedule: Schedule;
  readonly logs: Logs;
  readonly archiver: Archiver;
  readonly mover: Mover;
  readonly #between: Between;
  readonly #alarmRuns: AlarmRuns;
  readonly #promises: Promises;
  readonly #drain: Drain;
  readonly #sealer: Sealer;
  readonly #selfCheck: SelfCheck;
  readonly #retention: Retention;

  constructor(between: Between) {
    this.#between = between;
    const { storage, env, memory, clock, object } = between;
    const { sql } = storage;
    const now = () => clock.now();
    const transaction = <T>(body: () => T): T => storage.transactionSync(body);
    const sync = () => storage.sync();
    this.schedule = new Schedule(storage);
    this.#alarmRuns = new AlarmRuns(sql);
    this.#promises = new Promises(sql);
    this.#drain = new Drain({ sql, db: env.DB, object, drained: between.drained, now });
    this.#sealer = new Sealer({ db: env.DB, object, now });
    this.logs = new Logs({
      sql,
      transaction,
      sync,
      env,
      trees: licenseTrees(sql),
      head: (tree) => memory.head(tree),
      isElsewhere: (tree) => memory.isElsewhere(tree),
      object,
      now,
    });
    this.#selfCheck = shardSelfCheck({ sql, env, object, transaction, now });
    const rules = rulesInForce(env.RETENTION, object);
    const keeping = { sql, db: env.DB, bucket: env.BUCKET, object, transaction, sync, now };
    const months = monthsInD1(env.LOG_MONTHS, monthsOfTexts(rules, object));
    this.archiver = new Archiver({ ...keeping, months });
    this.#retention = new Retention({ ...keeping, rules, archiver: this.archiver });
    this.mover = new Mover({
      sql,
      transaction,
      sync,
      forget: () => memory.forgetAll(),
      now,
      db: env.DB,
      object,
      target: (name) => targetAt(env, name),
    });
  }

  /** Makes sure that an alarm comes, whatever has become of the last one. */
  ensure(): Promise<void> {
    return this.schedule.ensure(DRAIN_DELAY_MS);
  }

  /** Makes sure that what was written is looked after soon. */
  soon(): Promise<void> {
    return this.schedule.soon(DRAIN_DELAY_MS);
  }

  /** Entries not yet in D1, since when, when the alarm last ran and will next, and what is wrong with the logs. */
  async health(): Promise<Omit<OwnHealth, 'group' | 'work'>> {
    const { storage, clock, memory } = this.#between;
    const { sql } = storage;
    const drained = readMeta(sql, 'drained');
    const { entries, oldest } = backlog(sql, drained);
    return {
      backlog: entries,
      backlogSince: oldest,
      drained,
      parts: readMeta(sql, 'parts_told'),
      untoldMonths: untoldMonths(sql),
      alarmAtMs: await storage.getAlarm(),
      alarmRanMs: this.#alarmRuns.lastMs,
      drainFailures: this.#drain.failures,
      logFindings: this.logs.findings(),
      checkedAtMs: readMeta(sql, 'checked_ms'),
      walkedAtMs: readMeta(sql, 'walked_ms'),
      promises: this.#promises.standing(clock.now()),
      wentBackAtMs: readMeta(sql, 'went_back_ms'),
      clockFault: clock.standing(memory.lastEntryMs),
      earlierDatesAtMs: readMeta(sql, 'earlier_dates_ms'),
    };
  }

  /** Compares the object's clock with the database's. */
  compareClocks(): Promise<void> {
    const { clock, env, object } = this.#between;
    return compareClocks(clock, env.DB, object);
  }

  /**
   * One alarm. Always sets the next one: one that throws is dropped after its retries. The drain and the outbox know nothing of each
   * other's failures.
   */
  async run(): Promise<void> {
    const { storage, env, object, catalogue, clock } = this.#between;
    this.schedule.fired();
    this.#alarmRuns.note(clock.now());
    const [drainsOn] = await Promise.all([
      this.#drain.run(),
      deliverOutbox(env, object),
      clock.isComparisonDue() ? this.compareClocks() : null,
    ]);
    catalogue.forgetWhatIsOver();
    const moreLogs = await this.logs.beat();
    // Also while there is much to write: the tail would only grow.
    const sealsOn = this.#drain.retryMs === null && (await this.#sealer.run(this.#drain.newest));
    // Neither while there is much to write, nor while D1 refuses: what is checked is what has been drained.
    const atRest = !drainsOn && this.#drain.retryMs === null;
    const checkMs = atRest ? await this.#selfCheck.run() : null;
    const movesOn = await this.mover.run();
    const deletesOn = atRest && (await this.#retention.run());
    const archivesOn = atRest && !isAnyoneMoving(storage.sql) && (await this.archiver.run());
    await this.schedule.next({
      again: drainsOn || sealsOn || moreLogs || movesOn || archivesOn || deletesOn,
      retryMs: this.#drain.retryMs,
      checkMs,
    });
  }
}
