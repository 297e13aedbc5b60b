/**
 * Durable Object of one endpoint: its secrets, the events that it has not taken yet, and what was tried. An
 * object for each, so that one that hangs delays no other, and no shard.
 */
import { DurableObject } from 'cloudflare:workers';
import { attachStacks, constructorFailed } from '../../ledger/bugs.ts';
import { type EndpointSettings, type NumberedEvent, OPT_IN_TYPES } from '../../ledger/events/types.ts';
import { migrate } from '../../ledger/object-store/schema.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { newId } from '../../platform/ids.ts';
import { setLogging } from '../../platform/log-settings.ts';
import { newWebhookSecret } from '../../platform/standard-webhooks.ts';
import { boundedEnv } from '../../platform/timeouts/env.ts';
import { BACKGROUND } from '../../platform/timeouts/limits.ts';
import { eventResource } from '../event-resource.ts';
import { TEST_EVERY_MS } from './limits.ts';
import { push } from './push.ts';
import {
  addAttempt,
  addEvent,
  attemptResource,
  dropSuperseded,
  latestAttempts,
  type NewAttempt,
  progressOf,
  readSettings,
  readState,
  recover,
  replaceSecret,
  roomInQueue,
  signingKeys,
  updateSettings,
  writeState,
} from './queue.ts';
import type { WebhookRpc } from './rpc.ts';
import { WEBHOOK_SCHEMA } from './schema.ts';
import { Sender } from './sender.ts';
import type { PushAttempt, TestAnswer, WebhookProgress } from './types.ts';

export class Webhook extends DurableObject<Env> implements WebhookRpc {
  readonly #sender: Sender;
  /** Runs that have begun. */
  #runs = 0;

  get #endpoint(): string {
    return this.ctx.id.name ?? this.ctx.id.toString();
  }

  constructor(ctx: DurableObjectState, bindings: Env) {
    const env = boundedEnv(bindings, BACKGROUND);
    super(ctx, env);
    const { storage } = ctx;
    try {
      setLogging(env);
      storage.transactionSync(() => migrate(storage.sql, WEBHOOK_SCHEMA));
      this.#sender = new Sender({
        sql: storage.sql,
        env,
        endpoint: this.#endpoint,
        transaction: (body) => storage.transactionSync(body),
        now: () => Date.now(),
      });
    } catch (error) {
      throw constructorFailed(this.#endpoint, error);
    }
    void ctx.blockConcurrencyWhile(() => this.#ensureAlarm());
  }

  async rotate(overlapMs: number): Promise<string> {
    const secret = newWebhookSecret();
    const { storage } = this.ctx;
    const nowMs = Date.now();
    storage.transactionSync(() => replaceSecret(storage.sql, { secret, nowMs, untilMs: nowMs + overlapMs }));
    await storage.sync();
    return secret;
  }

  async take(settings: EndpointSettings, events: NumberedEvent[]): Promise<number> {
    const { sql } = this.ctx.storage;
    if (settings.isDeleted) {
      await this.#deleteAll();
      return events.at(-1)?.n ?? 0;
    }
    const nowMs = Date.now();
    let { received_n } = readState(sql);
    let room = roomInQueue(sql);
    this.ctx.storage.transactionSync(() => {
      updateSettings(sql, settings, nowMs);
      for (const numbered of events) {
        if (numbered.n <= received_n) continue;
        const { type } = numbered.event;
        if (settings.types?.includes(type) ?? !OPT_IN_TYPES.includes(type)) {
          if (room-- <= 0) break;
          this.#add(numbered, nowMs);
        }
        received_n = numbered.n;
      }
      writeState(sql, { received_n });
    });
    await this.#scheduleRun();
    return received_n;
  }

  async redeliver(events: NumberedEvent[]): Promise<number | null> {
    const { storage } = this.ctx;
    if (!readSettings(storage.sql)?.isActive) return null;
    const added = events.slice(0, roomInQueue(storage.sql));
    storage.transactionSync(() => {
      for (const numbered of added) this.#add(numbered, Date.now());
      recover(storage.sql, Date.now());
    });
    await this.#scheduleRun();
    return added.length;
  }

  async sendTest(kind: 'test' | 'challenge', url: string): Promise<TestAnswer> {
    const { sql } = this.ctx.storage;
    const nowMs = Date.now();
    if (Math.abs(nowMs - readState(sql).tested_ms) < TEST_EVERY_MS) return { kind: 'too_soon' };
    writeState(sql, { tested_ms: nowMs });
    const [id, type, challenge] = [newId('evt'), `endpoint.${kind}`, crypto.randomUUID()];
    const data = { endpoint: this.#endpoint, ...(kind === 'challenge' && { challenge }) };
    const keys = signingKeys(sql, nowMs);
    const body = JSON.stringify({ id, type, timestamp: new Date(nowMs).toISOString(), data });
    const readsAnswer = kind === 'challenge';
    const { result, status, latencyMs, text } = await push(
      this.env,
      url,
      { keys, id, body, nowMs },
      { readsAnswer },
    );
    const attempt: NewAttempt = {
      event: id,
      type,
      atMs: nowMs,
      attempt: 1,
      result,
      status,
      latencyMs,
      nextMs: null,
    };
    addAttempt(sql, attempt);
    if (result === 'delivered' && readSettings(sql)?.url === url) {
      recover(sql, Date.now());
      await this.#scheduleRun();
    }
    const isVerified = readsAnswer && result === 'delivered' && challengeIn(text) === challenge;
    return { kind: 'sent', attempt: attemptResource(attempt), isVerified };
  }

  async attempts(event?: string): Promise<PushAttempt[]> {
    return latestAttempts(this.ctx.storage.sql, event);
  }

  async progress(): Promise<WebhookProgress> {
    return progressOf(this.ctx.storage.sql);
  }

  /** An alarm can get lost: the platform drops one that has failed several times. */
  async #ensureAlarm(): Promise<void> {
    const nextMs = this.#sender.nextMs();
    if (nextMs !== null && (await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(nextMs);
  }

  override async alarm(): Promise<void> {
    await this.#run();
  }

  #add({ n, event }: NumberedEvent, nowMs: number): void {
    const { sql } = this.ctx.storage;
    const { publicUrl } = agencyOf(this.env);
    const { id, type, article, license } = event;
    const body = JSON.stringify(eventResource(event, publicUrl));
    addEvent(sql, { n, event: id, type, subject: article ?? license, body }, nowMs);
    if (type === 'article.killed' && article !== undefined) dropSuperseded(sql, article, n);
  }

  async #deleteAll(): Promise<void> {
    const { storage } = this.ctx;
    await storage.deleteAlarm();
    await storage.deleteAll();
    storage.transactionSync(() => migrate(storage.sql, WEBHOOK_SCHEMA));
  }

  /** The alarm continues what this run does not finish, even if the object ends now. */
  async #scheduleRun(): Promise<void> {
    if (this.#sender.nextMs() === null) return;
    await this.ctx.storage.setAlarm(Date.now() + ALARM_IF_INTERRUPTED_MS);
    this.ctx.waitUntil(this.#run());
  }

  async #run(): Promise<void> {
    const run = ++this.#runs;
    const nextMs = await this.#sender.run();
    // A later run has seen everything that this one has, and sets the alarm.
    if (run !== this.#runs) return;
    if (nextMs === null) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(nextMs);
  }
}

/** Longer than a batch of requests takes. */
const ALARM_IF_INTERRUPTED_MS = 15_000;

function challengeIn(text: string): string | undefined {
  try {
    const { challenge } = JSON.parse(text) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
}

attachStacks(Webhook.prototype);
