/**
 * Durable Object `operators`: status of operators, console sessions, and the log of operators' actions. Every
 * request of an operator calls it.
 */
import { DurableObject } from 'cloudflare:workers';
import { attachStacks, constructorFailed } from '../ledger/bugs.ts';
import { EntryLog } from '../ledger/log/entry-log.ts';
import type { Maintenance } from '../ledger/maintenance.ts';
import { rootOf } from '../ledger/merkle.ts';
import { OPERATORS_OBJECT } from '../ledger/names.ts';
import { setMeta } from '../ledger/object-store/meta.ts';
import { migrate } from '../ledger/object-store/schema.ts';
import { deliverOutbox } from '../ledger/outbox.ts';
import { ShardClock } from '../ledger/shard-clock.ts';
import type { LogAnswer, LogQuestion } from '../ledger/transparency/types.ts';
import type {
  Change,
  OneTimeId,
  OperatorState,
  OwnHealth,
  PartAnswer,
  SessionRequest,
  SessionState,
  TokenUse,
} from '../ledger/types.ts';
import { Work } from '../ledger/work.ts';
import type { Env } from '../platform/env.ts';
import type { Operator } from '../platform/http.ts';
import { setLogging } from '../platform/log-settings.ts';
import { boundedEnv } from '../platform/timeouts/env.ts';
import { BACKGROUND } from '../platform/timeouts/limits.ts';
import { applyChanges } from './apply-changes.ts';
import { operatorsMaintenance } from './maintenance.ts';
import { OperatorMemory } from './memory.ts';
import { checkOperator } from './operator.ts';
import type { OperatorsRpc } from './rpc.ts';
import { OPERATORS_SCHEMA } from './schema.ts';
import { checkSession, endSessions, openSession, type SessionDeps, sessionsOf } from './sessions.ts';

export class Operators extends DurableObject<Env> implements OperatorsRpc {
  /** Tests replace it to simulate clocks that disagree. */
  readonly clock: ShardClock;
  readonly entries: EntryLog;
  readonly #deps: SessionDeps;
  readonly #maintenance: Maintenance;
  readonly #work = new Work();

  constructor(ctx: DurableObjectState, bindings: Env) {
    const env = boundedEnv(bindings, BACKGROUND);
    super(ctx, env);
    try {
      setLogging(env);
      const { storage } = ctx;
      const { sql } = storage;
      storage.transactionSync(() => migrate(sql, OPERATORS_SCHEMA));
      this.clock = new ShardClock(env.CLOCK_TOLERANCE_S);
      this.entries = new EntryLog({ sql, transaction: (body) => storage.transactionSync(body) });
      const memory = new OperatorMemory(sql, this.entries, this.clock);
      this.#deps = {
        sql,
        memory,
        transaction: (body) => storage.transactionSync(body),
        now: () => this.clock.now(),
      };
      this.#maintenance = operatorsMaintenance({
        storage,
        env,
        memory,
        clock: this.clock,
        object: OPERATORS_OBJECT,
        drained: (rows) => this.#work.drained(rows),
      });
    } catch (error) {
      throw constructorFailed(OPERATORS_OBJECT, error);
    }
    void ctx.blockConcurrencyWhile(() =>
      this.#maintenance.ensure().catch((error) => {
        throw constructorFailed(OPERATORS_OBJECT, error);
      }),
    );
  }

  async apply(changes: Change[]): Promise<void> {
    applyChanges(this.#deps, changes);
    await this.#maintenance.applied(changes);
    await this.ctx.storage.sync();
  }

  async checkOperator(
    id: string,
    use: { token?: TokenUse; proof?: OneTimeId } = {},
  ): Promise<Operator | null> {
    const deps = {
      ...this.#deps,
      db: this.env.DB,
      apply: (changes: Change[]) => this.apply(changes),
      catchUp: () => deliverOutbox(this.env, OPERATORS_OBJECT),
      settle: () => this.#settle(),
    };
    return checkOperator(deps, id, use);
  }

  async openSession(request: SessionRequest): Promise<SessionState | null> {
    const { operator: id, generation, token } = request;
    const operator = await this.checkOperator(id, { token: { id: token?.id ?? request.id, generation } });
    const session = operator && openSession(this.#deps, operator, request);
    await this.#settle();
    return session;
  }

  async session(id: string): Promise<SessionState | null> {
    return checkSession(this.#deps, id);
  }

  async sessionsOf(operator: string): Promise<SessionState[]> {
    return sessionsOf(this.#deps, operator);
  }

  async endSessions(operator: string, id?: string): Promise<void> {
    endSessions(this.#deps, operator, id);
    await this.#settle();
  }

  async operatorStanding(id: string): Promise<OperatorState | null> {
    return this.#deps.memory.operator(id);
  }

  async log(question: LogQuestion): Promise<LogAnswer> {
    return this.#maintenance.logs.answer(question);
  }

  async acceptClock(): Promise<number | null> {
    const { sql, memory, transaction, now } = this.#deps;
    const nowMs = now();
    const { lastEntryMs } = memory;
    if (lastEntryMs <= nowMs) return null;
    transaction(() => {
      setMeta(sql, 'earlier_dates_ms', nowMs);
      memory.forgetLaterDates(nowMs);
    });
    await this.#settle();
    return lastEntryMs;
  }

  async tree(log: string): Promise<{ size: number; root: string }> {
    const head = this.#deps.memory.head(log);
    return { size: head.size, root: Buffer.from(rootOf(head)).toString('hex') };
  }

  async archivePart(act: 'read' | 'check' | 'restore' | 'release', part: number): Promise<PartAnswer> {
    return this.#maintenance.archiver[act](part);
  }

  async health(): Promise<OwnHealth> {
    return { ...(await this.#maintenance.health()), work: this.#work.done };
  }

  async poke(): Promise<void> {
    await this.#maintenance.ensure();
  }

  override async alarm(): Promise<void> {
    await this.#maintenance.run();
  }

  async #settle(): Promise<void> {
    await this.#maintenance.soon();
    await this.ctx.storage.sync();
  }
}

attachStacks(Operators.prototype);
