/**
 * A ledger shard: one of a fixed pool. It is the authority for the status of the keys, licenses and partners
 * assigned to it, for the policy epoch and the fences, and it writes every entry. All its licenses share one
 * group commit.
 */
import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { setLogging } from '../platform/log-settings.ts';
import { boundedEnv } from '../platform/timeouts/env.ts';
import { BACKGROUND } from '../platform/timeouts/limits.ts';
import { attachStacks, constructorFailed } from './bugs.ts';
import { Catalogue } from './catalogue.ts';
import { EventDispatcher } from './events/dispatcher.ts';
import { NoticeWriter } from './events/notices.ts';
import { Reminders } from './events/reminders.ts';
import { eventsAfter, eventsWithIds } from './events/store.ts';
import { subscribe } from './events/subscriptions.ts';
import {
  EVENT_TYPES,
  type EventsAnswer,
  type EventsRequest,
  type NumberedEvent,
  OPT_IN_TYPES,
} from './events/types.ts';
import { WaitingCallers } from './events/waiting.ts';
import { CommitGroup, type Outcome } from './group.ts';
import { GROUP_SIZE_MAX, GROUP_WAITING_BYTES_MAX, GROUP_WAITING_MAX, RECORD_WAIT_MS } from './limits.ts';
import { EntryLog } from './log/entry-log.ts';
import { fullTiles } from './log/tile-store.ts';
import type { Maintenance } from './maintenance.ts';
import { Memory } from './memory.ts';
import { rootOf } from './merkle.ts';
import type { Mover } from './move/mover.ts';
import { inventoryOf } from './move/read-out.ts';
import { Receiver } from './move/receive.ts';
import type { Chunk, Inventory, Move, MoveId, PartnerSnapshot } from './move/types.ts';
import { NearQuotas } from './near-quotas.ts';
import { acknowledged, acknowledgementNote, isBefore } from './notes/acknowledgement.ts';
import { sendInGroups } from './notes/in-groups.ts';
import type {
  AcknowledgementAnswer,
  AcknowledgementRequest,
  NoteAnswer,
  NoteRequest,
} from './notes/types.ts';
import { objectDeps } from './object-deps.ts';
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
  /** Tests replace it to simulate clocks that disagree. */
  readonly clock: ShardClock;
  readonly entries: EntryLog;
  readonly #memory: Memory;
  readonly #catalogue: Catalogue;
  readonly #group: CommitGroup<Submission, Written>;
  readonly #receiver: Receiver;
  readonly #maintenance: Maintenance;
  readonly #mover: Mover;
  readonly #quotas: NearQuotas;
  readonly #reminders: Reminders;
  readonly #waiting = new WaitingCallers();
  readonly #dispatcher: EventDispatcher;
  readonly #notices: NoticeWriter;
  readonly #work = new Work();
  /** Comparison of clocks under way. */
  #comparing: Promise<void> | null = null;
  /** Rejected requests that have been logged. */
  #reportedRejections = 0;

  /** Pool name, by which the catalogue addresses this object. */
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
      storage.transactionSync(() => migrate(sql, LEDGER_SCHEMA));
      this.clock = new ShardClock(env.CLOCK_TOLERANCE_S);
      this.entries = new EntryLog({ sql, transaction: (body) => storage.transactionSync(body) });
      this.#memory = new Memory(sql, this.entries, this.clock);
      const parts = { storage, env, memory: this.#memory, clock: this.clock, object: this.#name };
      const deps = objectDeps(parts);
      this.#catalogue = new Catalogue({ ...deps, env, memory: this.#memory, waiting: this.#waiting });
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
        // Notes already come in groups, and an alarm drains its own only if they do not wait.
        gather: ({ kind }) => (kind === 'notes' ? Promise.resolve() : scheduler.wait(0)),
      });
      this.#receiver = new Receiver({ ...deps, forget: () => this.#memory.forgetAll() });
      this.#quotas = new NearQuotas(sql, this.entries);
      this.#reminders = new Reminders({
        ...deps,
        quotas: this.#quotas,
        isHere: (partner) => this.#memory.partnerStatus(partner) !== null,
      });
      this.#dispatcher = new EventDispatcher(sql, env);
      this.#notices = new NoticeWriter(sql, (request) => this.note(request));
      const { maintenance, mover } = shardMaintenance({
        ...parts,
        catalogue: this.#catalogue,
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

  /** Writes a delivery or refusal. Resolves when it is durable; if it rejects, nothing may be delivered. */
  async record(request: RecordRequest): Promise<RecordAnswer> {
    return this.#record(new Prepared(request), request.caller, { untilMs: this.#waitsUntil() });
  }

  /**
   * As `record`, for repeated requests: `text` is the request as JSON without `perRequest`. Returns a
   * `compactAnswer`. A caller with another first delivery of the grant is as stale as one with old terms.
   * `untilMs`: deadline of the caller, by this object's clock as far as the caller knows it. No group begins
   * with the request after that, or later than `RECORD_WAIT_MS` after it arrived.
   */
  async recordRepeated(
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

  /** As `record`, for deliveries in one response: one transaction, and nothing is written if any is stale. */
  async recordAll(request: RecordAllRequest): Promise<RecordAllAnswer> {
    const { caller, judged, texts } = request;
    const untilMs = this.#waitsUntil(request.untilMs);
    await this.#catalogue.catchUp(caller, judged);
    await this.#compareInDoubt();
    const members = texts.map((text) => this.#memory.prepared(text));
    return (await this.#group.submit({ kind: 'all', members, caller, judged, untilMs })) as RecordAllAnswer;
  }

  /** Enters notes, as many as fit into one group, all or none. Idempotent. */
  async note(request: NoteRequest): Promise<NoteAnswer> {
    const { by } = request;
    // Any license version is accepted, since past events may be reported under any terms.
    if (by.kind === 'partner')
      await this.#catalogue.catchUp(by.caller, { licenseVersion: 1, epoch: 0, items: {} });
    await this.#compareInDoubt();
    return sendInGroups(
      request,
      async (group) => (await this.#group.submit({ kind: 'notes', request: group })) as NoteAnswer,
    );
  }

  /** The next events of a license, in order. Waits if there are none. */
  async events({ license, caller, after, limit, types, waitMs }: EventsRequest): Promise<EventsAnswer> {
    const admitted = await this.note({ license, by: { kind: 'partner', caller }, notes: [] });
    if (admitted.kind === 'conflict') throw new Error('an event was asked for, and a note answered');
    if (admitted.kind !== 'ok') return admitted;
    const { sql } = this.ctx.storage;
    for (const type of types ?? []) if (OPT_IN_TYPES.includes(type)) subscribe(sql, license, type);
    const listed = types ?? EVENT_TYPES.filter((type) => !OPT_IN_TYPES.includes(type));
    const read = () => eventsAfter(sql, { license, after, limit: limit + 1, types: listed });
    let events = read();
    if (events.length === 0 && waitMs > 0) {
      await this.#waiting.wait(license, waitMs);
      events = read();
    }
    return { kind: 'ok', events: events.slice(0, limit), more: events.length > limit };
  }

  /**
   * As `note`, for an acknowledgement of an event. Nothing is entered if the license has no such event; the
   * key is checked all the same, so that nobody learns of events without one.
   */
  async acknowledge({
    license,
    caller,
    event: id,
    details,
    toleranceMs,
  }: AcknowledgementRequest): Promise<AcknowledgementAnswer> {
    const eventOf = (named: string) => eventsWithIds(this.ctx.storage.sql, license, [named])[0]?.event;
    const event = eventOf(id);
    const known = event && acknowledged(event);
    const eventAt = known && eventOf(known.id)?.at;
    const isEarly = eventAt !== undefined && isBefore(details, eventAt, toleranceMs);
    const source = caller.env === 'test' ? 'test' : undefined;
    const notes = known && !isEarly ? [acknowledgementNote(known, details, source)] : [];
    const answer = await this.note({ license, by: { kind: 'partner', caller }, notes });
    return isEarly && answer.kind === 'ok' ? { kind: 'early', eventAt } : answer;
  }

  /** Those of these events that a license has, in order. The caller checks authorization. */
  async eventsById(license: string, ids: string[]): Promise<NumberedEvent[] | { kind: 'elsewhere' }> {
    if (!this.#memory.license(license)) return { kind: 'elsewhere' };
    return eventsWithIds(this.ctx.storage.sql, license, ids);
  }

  /** Checks whether a decision without an entry was made on the current state. */
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

  /** Answers a question about checkpoints and proofs. The caller checks authorization. */
  async log(question: LogQuestion): Promise<LogAnswer> {
    return this.#maintenance.logs.answer(question);
  }

  /** Units that a delivery would add to the bill now. Writes nothing. Null: the license is unknown here. */
  async meter(request: MeterRequest, atMs: number): Promise<MeterAnswer | null> {
    const license = this.#memory.license(request.caller.license);
    return license && meterAnswer(this.entries, request, license, atMs);
  }

  /** Usage of a license in the current windows. Null: the license is unknown here. */
  async used(id: string, atMs: number): Promise<UsedUnits | null> {
    const license = this.#memory.license(id);
    return license && usedAt(this.entries, license, atMs);
  }

  /** Applies catalogue changes; returning acknowledges them. Order and repetition do not matter. */
  async apply(changes: Change[]): Promise<void> {
    await this.#catalogue.take(changes);
    this.#notify();
    if (changes.some(({ kind }) => kind === 'license')) this.#quotas.forget();
    await this.#maintenance.applied(changes);
    await this.ctx.storage.sync();
  }

  /**
   * Accepts a clock that was ahead and has been corrected: entries dated later than now no longer block the
   * object. Returns the date of the last entry, milliseconds; null: it was not later.
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

  /** State of maintenance and queue, and work done. */
  async health(): Promise<OwnHealth> {
    return {
      ...(await this.#maintenance.health()),
      group: { ...this.#group.figures },
      work: this.#work.done,
    };
  }

  /**
   * Licenses that have used at least this share of their quota, as of at most half a minute ago. Scans all
   * licenses after a change of one.
   */
  async nearQuota(share: number, limit: number): Promise<{ items: NearQuota[]; count: number }> {
    return this.#quotas.near(share, limit, this.clock.now());
  }

  /** Reads, checks, restores or releases one part of the archive. */
  async archivePart(act: 'read' | 'check' | 'restore' | 'release', part: number): Promise<PartAnswer> {
    return this.#maintenance.archiver[act](part);
  }

  /** Whether `beginMove` would begin or continue. */
  async mayMove(partner: string, target: string): Promise<boolean> {
    return this.#mover.mayBegin(partner, target);
  }

  /** Begins or continues the move of a partner. Null: it moves elsewhere, or is unknown here. */
  async beginMove(partner: string, target: string): Promise<Move | null> {
    const move = this.#mover.begin(partner, target);
    await this.#maintenance.schedule.soon(0);
    return move;
  }

  async takeChunk(chunk: Chunk): Promise<void> {
    await this.#receiver.takeChunk(chunk);
    await this.#maintenance.soon();
  }

  async takeSnapshot(move: MoveId, snapshot: PartnerSnapshot): Promise<void> {
    await this.#catalogue.loadCatalogueState();
    return this.#receiver.takeSnapshot(move, snapshot);
  }

  async inventory(licenses: string[]): Promise<Inventory> {
    return inventoryOf(this.entries, licenses);
  }

  async fullTiles(license: string): Promise<number> {
    return fullTiles(this.ctx.storage.sql, license);
  }

  async arrived(move: MoveId): Promise<boolean> {
    const hasArrived = await this.#receiver.arrived(move);
    this.#notify();
    return hasArrived;
  }

  /** Ensures that an alarm is set. Called by the cron trigger. */
  async poke(): Promise<void> {
    await this.#maintenance.ensure();
  }

  override async alarm(): Promise<void> {
    this.#waiting.wake(this.#reminders.enter(this.clock.now()));
    this.#notify();
    this.#reportIfFull();
    await this.#maintenance.run();
  }

  /** Sends and enters new events. Not awaited: objects of endpoints delay nothing else. */
  #notify(): void {
    this.ctx.waitUntil(this.#dispatcher.run());
    this.ctx.waitUntil(this.#notices.run());
  }

  /** Once an alarm, not for each caller. */
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

  /** Null: the clocks agreed at the last comparison. Waiting callers share a comparison. */
  #compareInDoubt(): Promise<void> | null {
    if (this.clock.fault(this.#memory.lastEntryMs)?.kind !== 'apart_from_database') return null;
    this.#comparing ??= this.#maintenance.compareClocks().finally(() => {
      this.#comparing = null;
    });
    return this.#comparing;
  }

  /** Throws if clocks disagree: an ended term could be judged as open, or a running one as closed. */
  #assertClock(): void {
    const fault = this.clock.fault(this.#memory.lastEntryMs);
    if (fault) throw new ClockUnsure(fault);
  }

  /** Deadline of the caller by this clock, at most `RECORD_WAIT_MS` from now. */
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
