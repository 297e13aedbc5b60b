/**
 * The ledger object: one of a fixed pool. It is the authority for the status of the keys, licenses and partners
 * assigned to it, for the policy epoch and the fences, and it writes every entry. All its licenses share one group commit.
 */
import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../platform/env.ts';
import type { Operator } from '../platform/http.ts';
import { applyChange } from './apply.ts';
import { drainCounts, drainEntries, statementFull } from './drain.ts';
import { CommitGroup } from './group.ts';
import {
  DRAIN_DELAY_MS,
  DRAIN_RETRY_MS,
  DRAIN_RETRY_MS_MAX,
  DRAIN_ROWS_MAX,
  DRAIN_STATEMENTS_MAX,
  FENCE_LIFE_MS,
  GROUP_SIZE_MAX,
} from './limits.ts';
import { Memory } from './memory.ts';
import { rootOf } from './merkle.ts';
import {
  backlog,
  dropCounts,
  dropFences,
  entriesAfter,
  migrate,
  raiseMeta,
  readCounts,
  readMeta,
} from './object-store.ts';
import { deliverOutbox } from './outbox.ts';
import { checkAnswer, type Submission, write } from './recorder.ts';
import { Schedule } from './schedule.ts';
import { findOperator } from './store.ts';
import type { Change, CheckAnswer, CheckRequest, RecordAnswer, RecordRequest } from './types.ts';

export class Ledger extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #memory: Memory;
  readonly #schedule: Schedule;
  readonly #group: CommitGroup<Submission, RecordAnswer | CheckAnswer>;
  #drainFailures = 0;

  /** The pool name that the catalogue addresses this object by. */
  get #name(): string {
    return this.ctx.id.name ?? this.ctx.id.toString();
  }

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    ctx.storage.transactionSync(() => migrate(this.#sql));
    this.#memory = new Memory(this.#sql);
    this.#schedule = new Schedule(ctx.storage);
    this.#group = new CommitGroup(GROUP_SIZE_MAX, (submissions) => this.#commit(submissions));
    void ctx.blockConcurrencyWhile(() => this.#schedule.ensure(DRAIN_DELAY_MS));
  }

  /** Writes a delivery or refusal. Resolves only when it is durable; rejects when it is not: then nothing may leave. */
  async record(request: RecordRequest): Promise<RecordAnswer> {
    const answer = await this.#group.submit({ kind: 'record', request });
    if (answer.kind === 'ok' && !('recorded' in answer)) throw new Error('a record was answered as a check');
    if (answer.kind === 'stale') this.#fetchOwnChanges();
    return answer as RecordAnswer;
  }

  /** Whether a decision that leads to no entry was made on the current state. */
  async check(request: CheckRequest): Promise<CheckAnswer> {
    const answer: CheckAnswer = request.count
      ? ((await this.#group.submit({ kind: 'count', request, code: request.count })) as CheckAnswer)
      : checkAnswer(this.#memory.view(Date.now()), request);
    if (answer.kind === 'stale') this.#fetchOwnChanges();
    return answer;
  }

  /** Takes over changes of the catalogue; returning is the acknowledgement. Order and repetition do not matter. */
  async apply(changes: Change[]): Promise<void> {
    const untilMs = Date.now() + FENCE_LIFE_MS;
    this.ctx.storage.transactionSync(() => {
      for (const change of changes) applyChange(this.#sql, change, untilMs);
    });
    this.#memory.forget(changes);
    await this.#schedule.soon(DRAIN_DELAY_MS);
    await this.ctx.storage.sync();
  }

  /** The operator, if active. One that this object has never heard of is looked up in D1 once. */
  async checkOperator(id: string): Promise<Operator | null> {
    let operator = this.#memory.operator(id);
    if (!operator) {
      const stored = await findOperator(this.env.DB, id);
      if (!stored) return null;
      await this.apply([{ kind: 'operator', operator: { id, ...stored, version: 0 } }]);
      operator = this.#memory.operator(id);
    }
    return operator?.status === 'active' ? { id, role: operator.role } : null;
  }

  /** Size and root (hex) of a license's tree. */
  async tree(license: string): Promise<{ size: number; root: string }> {
    const head = this.#memory.head(license);
    return { size: head.size, root: Buffer.from(rootOf(head)).toString('hex') };
  }

  /** Entries not yet in D1, and when the alarm will next look. */
  async health(): Promise<{ backlog: number; alarmAtMs: number | null; drainFailures: number }> {
    return {
      backlog: backlog(this.#sql, readMeta(this.#sql, 'drained')),
      alarmAtMs: await this.ctx.storage.getAlarm(),
      drainFailures: this.#drainFailures,
    };
  }

  /** Makes sure that an alarm is set: what `scheduled` pokes. */
  async poke(): Promise<void> {
    await this.#schedule.ensure(DRAIN_DELAY_MS);
  }

  /** Never throws (an alarm that throws is dropped after its retries) and always sets the next alarm. */
  override async alarm(): Promise<void> {
    this.#schedule.fired();
    let again = false;
    try {
      again = await this.#drain();
      this.#drainFailures = 0;
      await deliverOutbox(this.env, this.#name);
      dropFences(this.#sql, Date.now());
    } catch (error) {
      this.#drainFailures++;
      console.error(
        JSON.stringify({
          level: 'error',
          event: 'drain_failed',
          failures: this.#drainFailures,
          error: String(error),
        }),
      );
    }
    await this.#schedule.next({ again, retryMs: this.#retryMs() });
  }

  #retryMs(): number | null {
    if (this.#drainFailures === 0) return null;
    return Math.min(DRAIN_RETRY_MS * 2 ** (this.#drainFailures - 1), DRAIN_RETRY_MS_MAX);
  }

  /** One transaction and one sync for the whole group. Memory changes only after the transaction has returned. */
  async #commit(submissions: Submission[]): Promise<(RecordAnswer | CheckAnswer)[]> {
    const view = this.#memory.view(Date.now());
    const answers = this.ctx.storage.transactionSync(() => {
      const written = submissions.map((submission) => write(view, submission));
      raiseMeta(this.#sql, 'last_at_ms', view.atMs);
      return written;
    });
    this.#memory.take(view);
    await this.#schedule.soon(DRAIN_DELAY_MS);
    await this.ctx.storage.sync();
    return answers;
  }

  /** Writes what D1 does not have yet. True when there is more. */
  async #drain(): Promise<boolean> {
    for (let statement = 0; statement < DRAIN_STATEMENTS_MAX; statement++) {
      const rows = statementFull(entriesAfter(this.#sql, readMeta(this.#sql, 'drained'), DRAIN_ROWS_MAX));
      const last = rows.at(-1);
      if (!last) {
        await this.#drainCounts();
        return false;
      }
      await drainEntries(this.env.DB, rows);
      raiseMeta(this.#sql, 'drained', last.seq);
    }
    return true;
  }

  async #drainCounts(): Promise<void> {
    const rows = readCounts(this.#sql, DRAIN_ROWS_MAX);
    await drainCounts(this.env.DB, this.#name, rows);
    const last = rows.at(-1);
    const thisMinute = new Date().toISOString().slice(0, 16);
    if (last) dropCounts(this.#sql, rows.length < DRAIN_ROWS_MAX ? thisMinute : last.minute);
  }

  /** An isolate knows of something that we were not told of: our changes may still wait in the outbox. */
  #fetchOwnChanges(): void {
    this.ctx.waitUntil(deliverOutbox(this.env, this.#name));
  }
}
