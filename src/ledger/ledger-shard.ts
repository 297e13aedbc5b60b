/**
 * A ledger shard: one of a fixed pool. It is the authority for the status of the keys, licenses and partners
 * assigned to it, for the policy epoch and the fences, and it writes every entry. All its licenses share one group commit.
 */
import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { setLogging } from '../platform/log-settings.ts';
import { boundedEnv } from '../platform/timeouts/env.ts';
import { BACKGROUND } from '../platform/timeouts/limits.ts';
import { attachStacks, constructorFailed } from './bugs.ts';
import { Catalogue } from './catalogue.ts';
import { eventsAfter } from './events/store.ts';
import type { EventsAnswer, EventsRequest } from './events/types.ts';
import { WaitingCallers } from './events/waiting.ts';
import { CommitGroup, type Outcome } from './group.ts';
import { GROUP_SIZE_MAX, GROUP_WAITING_BYTES_MAX, GROUP_WAITING_MAX, RECORD_WAIT_MS } from './limits.ts';
import { EntryLog } from './log/entry-log.ts';
import type { Maintenance } from './maintenance.ts';
import { Memory } from './memory.ts';
import { rootOf } from './merkle.ts';
import type { Mover } from './move/mover.ts';
import { Receiver } from './move/receive.ts';
import type { Arrived, Chunk, Inventory, Move, PartnerSnapshot } from './move/types.ts';
import { NearQuotas } from './near-quotas.ts';
import { sendInGroups } from './notes/in-groups.ts';
import type { NoteAnswer, NoteRequest } from './notes/types.ts';
import { setMeta } from './object-store/meta.ts';
import { LEDGER_SCHEMA, migrate } from './object-store/schema.ts';
import { compactAnswer, Prepared } from './prepared.ts';
import {
  bytesOf,
  checkAnswer,
  isAbandoned,
  leavesTrace,
  meterAnswer,
  type Submission,
  usedAt,
  type Written,
  weightOf,
  write,
} from './recorder.ts';
import type { LedgerShardRpc } from './rpc.ts';
import { ClockUnsure, ShardClock } from './shard-clock.ts';
import { shardMaintenance } from './shard-maintenance.ts';
import type { LogAnswer, LogQuestion } from './transparency/types.ts';
import type {
  Caller,
  Change,
  CheckAnswer,
  CheckRequest,
  MeterAnswer,
  MeterRequest,
  NearQuota,
  OwnHealth,
  PartAnswer,
  PerRequestFields,
  RecordAllAnswer,
  RecordAllRequest,
  RecordAnswer,
  RecordRequest,
  UsedUnits,
} from './types.ts';
import { Work } from './work.ts';

export class LedgerShard extends DurableObject<Env> implements LedgerShardRpc {
  /** Stands still for nobody: tests replace it to have objects disagree. */
  readonly clock: ShardClock;
  readonly entries: EntryLog;
  readonly #memory: Memory;
  readonly #catalogue: Catalogue;
  readonly #group: CommitGroup<Submission, Written>;
  readonly #receiver: Receiver;
  readonly #maintenance: Maintenance;
  readonly #mover: Mover;
  readonly #quotas: NearQuotas;
  readonly #waiting = new WaitingCallers();
  readonly #work = new Work();
  /** A comparison of clocks that is under way. */
  #comparing: Promise<void> | null = null;
  /** Requests that were turned away, of which the log has been told. */
  #reportedRejections = 0;

  /** The pool name that the catalogue addresses this object by. */
  get #name(): string {
    return this.ctx.id.name ?? this.ctx.id.toString();
  }

  constructor(ctx: DurableObjectState, bindings: Env) {
    const env = boundedEnv(bindings, BACKGROUND);
    super(ctx, env);
    try {
      setLogging(env);
      const { storage } = ctx;
      const { sql } = storage;
      const transaction = <T>(body: () => T): T => storage.transactionSync(body);
      transaction(() => migrate(sql, LEDGER_SCHEMA));
      this.clock = new ShardClock(env.CLOCK_TOLERANCE_S);
      this.entries = new EntryLog({ sql, transaction });
      this.#memory = new Memory(sql, this.entries, this.clock);
      this.#catalogue = new Catalogue({
        sql,
        env,
        memory: this.#memory,
        entries: this.entries,
        waiting: this.#waiting,
        object: this.#name,
        transaction,
        now: () => this.clock.now(),
      });
      const commit = {
        write: (submissions: Submission[]) => this.#write(submissions),
        settle: () => this.#settle(),
      };
      this.#group = new CommitGroup(GROUP_SIZE_MAX, commit, {
        weigh: weightOf,
        bytesOf,
        isAbandoned: (submission) => isAbandoned(submission, this.clock.now()),
        waitingMax: GROUP_WAITING_MAX,
        bytesMax: GROUP_WAITING_BYTES_MAX,
      });
      this.#receiver = new Receiver({
        sql,
        entries: this.entries,
        transaction,
        sync: () => storage.sync(),
        forget: () => this.#memory.forgetAll(),
        now: () => this.clock.now(),
      });
      this.#quotas = new NearQuotas(sql, this.entries);
      const { maintenance, mover } = shardMaintenance({
        storage,
        env,
        memory: this.#memory,
        clock: this.clock,
        catalogue: this.#catalogue,
        object: this.#name,
        drained: (rows) => this.#work.drained(rows),
      });
      this.#maintenance = maintenance;
      this.#mover = mover;
    } catch (error) {
      throw constructorFailed(this.#name, error);
    }
    void ctx.blockConcurrencyWhile(() =>
      this.#maintenance.ensure().catch((error) => {
        throw constructorFailed(this.#name, error);
      }),
    );
  }

  /** Writes a delivery or refusal. Resolves only when it is durable; rejects when it is not: then nothing may leave. */
  async record(request: RecordRequest): Promise<RecordAnswer> {
    return this.#record(new Prepared(request), request.caller, { untilMs: this.#waitsUntil() });
  }

  /**
   * As `record`, for what is asked again and again: `text` is the request as JSON, but for `besides`. Answers `inBrief`; a caller that
   * knows another delivery as the grant's first is as stale as one that judged on old terms. `untilMs`: until then the caller waits, as far as
   * it knows this object's clock. No group is begun with it after that, nor later than `RECORD_WAIT_MS` after it came, by the clock here.
   */
  async recordAgain(
    text: string,
    perRequest?: PerRequestFields,
    knownFirst?: string,
    untilMs?: number,
  ): Promise<RecordAnswer | string> {
    const prepared = this.#memory.prepared(text);
    const { caller } = prepared.request;
    const from = perRequest ? { ...caller, ...perRequest } : caller;
    return compactAnswer(
      await this.#record(prepared, from, { knownFirst, untilMs: this.#waitsUntil(untilMs) }),
      knownFirst,
    );
  }

  async #record(
    prepared: Prepared,
    caller: Caller,
    { knownFirst, untilMs }: { knownFirst?: string | undefined; untilMs: number },
  ): Promise<RecordAnswer> {
    const catchingUp = this.#catalogue.catchUp(caller, prepared.request.judged);
    if (catchingUp) await catchingUp;
    const comparing = this.#compareInDoubt();
    if (comparing) await comparing;
    const answer = await this.#group.submit({ kind: 'record', prepared, caller, knownFirst, untilMs });
    if (answer.kind === 'ok' && !('recorded' in answer)) throw new Error('a record was answered as a check');
    return answer as RecordAnswer;
  }

  /** As `record`, of deliveries that leave together: one transaction, and of what is stale nothing is written. */
  async recordAll(request: RecordAllRequest): Promise<RecordAllAnswer> {
    const { caller, judged, texts } = request;
    const untilMs = this.#waitsUntil(request.untilMs);
    await this.#catalogue.catchUp(caller, judged);
    await this.#compareInDoubt();
    const members = texts.map((text) => this.#memory.prepared(text));
    return (await this.#group.submit({ kind: 'all', members, caller, judged, untilMs })) as RecordAllAnswer;
  }

  /** Enters notes, as many as go into a group together or not at all; what was entered before is answered, and not entered again. */
  async note(request: NoteRequest): Promise<NoteAnswer> {
    const { by } = request;
    // Of whatever version: what has happened may be told under any terms.
    if (by.kind === 'partner')
      await this.#catalogue.catchUp(by.caller, { licenseVersion: 1, epoch: 0, items: {} });
    await this.#compareInDoubt();
    return sendInGroups(
      request,
      async (group) => (await this.#group.submit({ kind: 'notes', request: group })) as NoteAnswer,
    );
  }

  /** The next events of a license, in order; waits for one if there is none. */
  async events({ license, caller, after, limit, waitMs }: EventsRequest): Promise<EventsAnswer> {
    const admitted = await this.note({ license, by: { kind: 'partner', caller }, notes: [] });
    if (admitted.kind === 'conflict') throw new Error('an event was asked for, and a note answered');
    if (admitted.kind !== 'ok') return admitted;
    const read = () => eventsAfter(this.ctx.storage.sql, { license, after, limit: limit + 1 });
    let events = read();
    if (events.length === 0 && waitMs > 0) {
      await this.#waiting.wait(license, waitMs);
      events = read();
    }
    return { kind: 'ok', events: events.slice(0, limit), more: events.length > limit };
  }

  /** Whether a decision that leads to no entry was made on the current state. */
  async check(request: CheckRequest): Promise<CheckAnswer> {
    const untilMs = this.#waitsUntil(request.untilMs);
    await this.#catalogue.catchUp(request.caller, request.judged);
    await this.#compareInDoubt();
    const answer = leavesTrace(request)
      ? ((await this.#group.submit({ kind: 'check', request, untilMs })) as CheckAnswer)
      : this.#checked(request);
    if (answer.kind !== 'ok') return answer;
    const { log, usedAtMs, caller } = request;
    return {
      ...answer,
      ...(log && { log: await this.log(log) }),
      ...(usedAtMs !== undefined && { used: await this.used(caller.license, usedAtMs) }),
    };
  }

  /** A question about checkpoints and proofs. Who may ask is the caller's business. */
  async log(question: LogQuestion): Promise<LogAnswer> {
    return this.#maintenance.logs.answer(question);
  }

  /** What a delivery at this instant would add to the bill. Writes nothing. Null: the license is not known here. */
  async meter(request: MeterRequest, atMs: number): Promise<MeterAnswer | null> {
    const license = this.#memory.license(request.caller.license);
    return license && meterAnswer(this.entries, request, license, atMs);
  }

  /** What has been used of a license at this instant. Null: the license is not known here. */
  async used(id: string, atMs: number): Promise<UsedUnits | null> {
    const license = this.#memory.license(id);
    return license && usedAt(this.entries, license, atMs);
  }

  /** Takes over changes of the catalogue; returning is the acknowledgement. Order and repetition do not matter. */
  async apply(changes: Change[]): Promise<void> {
    await this.#catalogue.take(changes);
    if (changes.some(({ kind }) => kind === 'license')) this.#quotas.forget();
    await this.#maintenance.soon();
    await this.ctx.storage.sync();
  }

  /**
   * For when the clock was ahead and has been set right: what is dated later than now does not hold the object up
   * any more. The date of the last entry before, milliseconds; null: it was not dated later.
   */
  async acceptClock(): Promise<number | null> {
    const nowMs = this.clock.now();
    const lastEntryMs = this.#memory.lastEntryMs;
    if (lastEntryMs <= nowMs) return null;
    this.ctx.storage.transactionSync(() => {
      setMeta(this.ctx.storage.sql, 'earlier_dates_ms', nowMs);
      this.#memory.forgetLaterDates(nowMs);
    });
    await this.#settle();
    return lastEntryMs;
  }

  /** Size and root (hex) of a license's tree. */
  async tree(license: string): Promise<{ size: number; root: string }> {
    const head = this.#memory.head(license);
    return { size: head.size, root: Buffer.from(rootOf(head)).toString('hex') };
  }

  /** How its upkeep stands, who waits, and what it has done. */
  async health(): Promise<OwnHealth> {
    return {
      ...(await this.#maintenance.health()),
      group: { ...this.#group.figures },
      work: this.#work.done,
    };
  }

  /**
   * Licenses that have used this share of their quota, or more: as of up to half a minute ago, or since
   * the last change of a license; for that, all have to be looked at.
   */
  async nearQuota(share: number, limit: number): Promise<{ items: NearQuota[]; count: number }> {
    return this.#quotas.near(share, limit, this.clock.now());
  }

  /** One part of the archive: its entries, whether they are sound, its rows into D1's log, or out of it again. */
  async archivePart(act: 'read' | 'check' | 'restore' | 'release', part: number): Promise<PartAnswer> {
    return this.#maintenance.archiver[act](part);
  }

  /** Whether `beginMove` would begin, or go on. */
  async mayMove(partner: string, target: string): Promise<boolean> {
    return this.#mover.mayBegin(partner, target);
  }

  /** Begins to move a partner, or goes on. Null: it is on its way elsewhere, or not known here. */
  async beginMove(partner: string, target: string): Promise<Move | null> {
    const move = this.#mover.begin(partner, target);
    await this.#maintenance.schedule.soon(0);
    return move;
  }

  async takeChunk(chunk: Chunk): Promise<void> {
    await this.#receiver.takeChunk(chunk);
    await this.#maintenance.soon();
  }

  async takeLuggage(snapshot: PartnerSnapshot): Promise<void> {
    await this.#catalogue.loadCatalogueState();
    return this.#receiver.takeLuggage(snapshot);
  }

  async inventory(licenses: string[]): Promise<Inventory> {
    return this.#receiver.inventory(licenses);
  }

  async arrivedOf(license: string): Promise<Arrived> {
    return this.#receiver.arrivedOf(license);
  }

  async arrived(partner: string): Promise<void> {
    return this.#receiver.arrived(partner);
  }

  /** Makes sure that an alarm is set: what `scheduled` pokes. */
  async poke(): Promise<void> {
    await this.#maintenance.ensure();
  }

  override async alarm(): Promise<void> {
    this.#reportIfFull();
    await this.#maintenance.run();
  }

  /** Once an alarm, not once a caller. */
  #reportIfFull(): void {
    const { turnedAway: rejected } = this.#group.figures;
    if (rejected > this.#reportedRejections)
      log('error', 'ledger_full', { object: this.#name, turnedAway: rejected - this.#reportedRejections });
    this.#reportedRejections = rejected;
  }

  /** One transaction for the whole group. Memory changes only after it has returned. */
  #write(submissions: Submission[]): Outcome<Written>[] {
    this.#assertClock();
    const view = this.#memory.view();
    const outcomes = submissions.map((submission) =>
      view.draft.journal.attempt(() => write(view, submission)),
    );
    this.ctx.storage.transactionSync(() => this.#memory.commit(view));
    this.#memory.take(view);
    this.#memory.stepCheckpoint();
    this.#work.committed(submissions.length);
    return outcomes;
  }

  #checked(request: CheckRequest): CheckAnswer {
    this.#assertClock();
    return checkAnswer(this.#memory.state(), request);
  }

  /** Null: the clocks agreed when they were last compared. Callers that wait for a comparison share it. */
  #compareInDoubt(): Promise<void> | null {
    if (this.clock.fault(this.#memory.lastEntryMs)?.kind !== 'apart_from_database') return null;
    this.#comparing ??= this.#maintenance.compareClocks().finally(() => {
      this.#comparing = null;
    });
    return this.#comparing;
  }

  /** Throws when nobody knows what time it is: a term that is over could be open, and one that runs closed. */
  #assertClock(): void {
    const fault = this.clock.fault(this.#memory.lastEntryMs);
    if (fault) throw new ClockUnsure(fault);
  }

  /** Until when the caller waits, by the clock here; longer than `RECORD_WAIT_MS` nobody does. */
  #waitsUntil(deadlineMs?: number): number {
    const latestMs = this.clock.now() + RECORD_WAIT_MS;
    if (deadlineMs === undefined) return latestMs;
    this.clock.assertNearCaller(deadlineMs, RECORD_WAIT_MS);
    return Math.min(deadlineMs, latestMs);
  }

  async #settle(): Promise<void> {
    await this.#maintenance.soon();
    await this.ctx.storage.sync();
  }
}

attachStacks(LedgerShard.prototype);
