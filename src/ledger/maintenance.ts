/**
 * Maintenance of an object with logs of entries, run by its alarm: drain to D1, checkpoints, index of D1's
 * log, self-check, moves, retention and archive. No delivery waits for it.
 */
import { AlarmRuns } from './alarm-runs.ts';
import { Archiver } from './archive/archiver.ts';
import { compareClocks } from './compare-clocks.ts';
import { backlog, type Drain } from './drain.ts';
import { DRAIN_DELAY_MS } from './limits.ts';
import { type ObjectParts, objectDeps } from './object-deps.ts';
import { readMeta } from './object-store/meta.ts';
import { deliverOutbox } from './outbox.ts';
import { monthsInD1, Retention } from './retention/retention.ts';
import { type Retention as Rules, rulesInForce } from './retention/rules.ts';
import { Schedule } from './schedule.ts';
import { Indexer } from './segments/indexer.ts';
import { entrySelfCheck } from './self-check/entry-check.ts';
import type { SelfCheck } from './self-check/self-check.ts';
import { Logs } from './transparency/logs.ts';
import { MergeDelay } from './transparency/merge-delay.ts';
import type { Change, OwnHealth } from './types.ts';

/** Differences between classes of objects. */
export interface ObjectRole {
  drain: Drain;
  /** Whether a license is only partly here. Null: the object has no licenses. */
  isInTransit: ((license: string) => boolean) | null;
  /** Months of retention of its logs' texts; undefined: permanent. */
  texts(rules: Rules): number | undefined;
  /** Deletes expired records. Never throws. */
  deleteExpired(): void;
  /** Moves logs to other objects. True when there is more. Absent: they never move. */
  move?(): Promise<boolean>;
}

export class Maintenance {
  readonly schedule: Schedule;
  readonly logs: Logs;
  readonly archiver: Archiver;
  readonly #deps: ObjectParts;
  readonly #role: ObjectRole;
  readonly #alarmRuns: AlarmRuns;
  readonly #mergeDelay: MergeDelay;
  readonly #indexer: Indexer;
  readonly #retention: Retention;
  readonly #selfCheck: SelfCheck;

  constructor(parts: ObjectParts, role: ObjectRole) {
    this.#deps = parts;
    this.#role = role;
    const { storage, env, memory, object } = parts;
    const deps = objectDeps(parts);
    const { sql, entries } = deps;
    this.schedule = new Schedule(storage);
    this.#alarmRuns = new AlarmRuns(sql);
    this.#mergeDelay = new MergeDelay({ sql, entries, isElsewhere: (tree) => memory.isElsewhere(tree) });
    this.logs = new Logs(
      {
        ...deps,
        env,
        trees: entries.trees,
        head: (tree) => memory.head(tree),
        isElsewhere: (tree) => memory.isElsewhere(tree),
      },
      entries,
    );
    const rules = rulesInForce(env.RETENTION, object);
    const texts = role.texts(rules);
    this.archiver = new Archiver({ ...deps, months: monthsInD1(env.LOG_MONTHS, texts) });
    this.#retention = new Retention({ ...deps, texts, rules, archiver: this.archiver });
    const linesOf = (first: number, last: number) => this.archiver.linesOf(first, last);
    this.#indexer = new Indexer({ ...deps, linesOf });
    this.#selfCheck = entrySelfCheck({ ...deps, env, linesOf, isInTransit: role.isInTransit });
  }

  /** Ensures that an alarm is set, whatever happened to the last one. */
  ensure(): Promise<void> {
    return this.schedule.ensure(DRAIN_DELAY_MS);
  }

  /** Ensures that new writes are processed soon. */
  soon(): Promise<void> {
    return this.schedule.soon(DRAIN_DELAY_MS);
  }

  /** Called before changes are acknowledged: finishes deletions that began before a hold. */
  async applied(changes: readonly Change[]): Promise<void> {
    await this.soon();
    if (changes.some(({ kind }) => kind === 'hold')) await this.#retention.finish();
  }

  /** Backlog, alarms, and findings of the logs. */
  async health(): Promise<Omit<OwnHealth, 'group' | 'work'>> {
    const { storage, clock, memory } = this.#deps;
    const { sql } = storage;
    const drained = readMeta(sql, 'drained');
    const { waiting, oldest } = backlog(memory.entries, drained);
    return {
      backlog: waiting,
      backlogSince: oldest,
      drained,
      alarmAtMs: await storage.getAlarm(),
      alarmRanMs: this.#alarmRuns.lastMs,
      drainFailures: this.#role.drain.failures,
      logFindings: this.logs.findings(),
      checkedAtMs: readMeta(sql, 'checked_ms'),
      walkedAtMs: readMeta(sql, 'walk_ended_ms'),
      promises: this.#mergeDelay.status(clock.now()),
      rollbackAtMs: readMeta(sql, 'rollback_ms'),
      clockFault: clock.healthFault(memory.lastEntryMs),
      earlierDatesAtMs: readMeta(sql, 'earlier_dates_ms'),
    };
  }

  /** Compares the object's clock with the database's. */
  compareClocks(): Promise<void> {
    const { clock, env, object } = this.#deps;
    return compareClocks(clock, env.DB, object);
  }

  /**
   * Runs one alarm. Always sets the next one, since an alarm that throws is dropped after its retries. Drain
   * and outbox fail independently.
   */
  async run(): Promise<void> {
    const { env, object, clock, memory } = this.#deps;
    const { drain, move, deleteExpired } = this.#role;
    this.schedule.fired();
    this.#alarmRuns.note(clock.now());
    await memory.writeCheckpoint();
    const [drainsOn] = await Promise.all([
      drain.run(),
      deliverOutbox(env, object),
      clock.isComparisonDue() ? this.compareClocks() : null,
    ]);
    deleteExpired();
    const moreLogs = await this.logs.step();
    if (drain.hasRolledBack) this.#indexer.forget();
    // Also during a backlog, because the tail would otherwise grow.
    const drained = readMeta(this.#deps.storage.sql, 'drained');
    const indexesOn = drain.retryMs === null && (await this.#indexer.run(drained));
    // Not during a backlog or while D1 refuses, since only drained entries are checked.
    const atRest = !drainsOn && drain.retryMs === null;
    const checkMs = atRest ? await this.#selfCheck.run() : null;
    const movesOn = (await move?.()) ?? false;
    const deletesOn = atRest && (await this.#retention.run());
    const archivesOn = atRest && (await this.archiver.run());
    await this.schedule.next({
      hasMore: drainsOn || indexesOn || moreLogs || movesOn || archivesOn || deletesOn,
      retryMs: drain.retryMs,
      checkMs,
    });
  }
}
