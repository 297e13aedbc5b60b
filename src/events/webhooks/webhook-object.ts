/**
 * Durable Object of one endpoint: its secrets, the events that it has not taken yet, and what was tried. An
 * object for each, so that one that hangs delays no other, and no shard.
 */
import { DurableObject } from 'cloudflare:workers';
import { attachStacks, constructorFailed } from '../../ledger/bugs.ts';
import type { NumberedEvent } from '../../ledger/events/types.ts';
import { migrate } from '../../ledger/object-store/schema.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { newId } from '../../platform/ids.ts';
import { setLogging } from '../../platform/log-settings.ts';
import { newWebhookSecret, secretsOf } from '../../platform/standard-webhooks.ts';
import { boundedEnv } from '../../platform/timeouts/env.ts';
import { BACKGROUND } from '../../platform/timeouts/limits.ts';
import { eventResource } from '../event-resource.ts';
import { TEST_EVERY_MS } from './limits.ts';
import { push } from './push.ts';
import {
  addAttempt,
  addEvent,
  attemptResource,
  IN_ORDER,
  latestAttempts,
  type NewAttempt,
  progressOf,
  readState,
  replaceSecret,
  restartQueue,
  roomInQueue,
  validSecrets,
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
  }

  async rotate(overlapMs: number): Promise<string> {
    const secret = newWebhookSecret();
    const { storage } = this.ctx;
    const nowMs = Date.now();
    storage.transactionSync(() => replaceSecret(storage.sql, { secret, nowMs, untilMs: nowMs + overlapMs }));
    await storage.sync();
    return secret;
  }

  async take(_license: string, events: NumberedEvent[]): Promise<number> {
    const { sql } = this.ctx.storage;
    const settings = await this.#sender.settings();
    const isWanted = (type: string) => !settings?.types || settings.types.includes(type);
    let { taken } = readState(sql);
    let room = roomInQueue(sql);
    this.ctx.storage.transactionSync(() => {
      for (const numbered of events) {
        if (numbered.n <= taken) continue;
        if (isWanted(numbered.event.type)) {
          if (room-- <= 0) break;
          this.#add(numbered);
        }
        taken = numbered.n;
      }
      writeState(sql, { taken });
    });
    await this.#goOn();
    return taken;
  }

  async redeliver(events: NumberedEvent[]): Promise<number> {
    const some = events.slice(0, roomInQueue(this.ctx.storage.sql));
    this.ctx.storage.transactionSync(() => {
      for (const numbered of some) this.#add(numbered);
    });
    await this.#goOn();
    return some.length;
  }

  async sendTest(kind: 'test' | 'challenge'): Promise<TestAnswer> {
    const { sql } = this.ctx.storage;
    this.#sender.forgetSettings();
    const settings = await this.#sender.settings();
    if (!settings) return { kind: 'unknown' };
    const nowMs = Date.now();
    if (Math.abs(nowMs - readState(sql).tested_ms) < TEST_EVERY_MS) return { kind: 'too_soon' };
    writeState(sql, { tested_ms: nowMs });
    const [id, type, challenge] = [newId('evt'), `endpoint.${kind}`, crypto.randomUUID()];
    const data = { endpoint: this.#endpoint, ...(kind === 'challenge' && { challenge }) };
    const keys = validSecrets(sql, nowMs).flatMap((secret) => secretsOf(secret) ?? []);
    const body = JSON.stringify({ id, type, timestamp: new Date(nowMs).toISOString(), data });
    const outcome = await push(this.env, { url: settings.url, keys, id, body, nowMs });
    const { result, status, latencyMs } = outcome;
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
    const isVerified =
      kind === 'challenge' && result === 'delivered' && challengeIn(outcome.text) === challenge;
    return { kind: 'sent', attempt: attemptResource(attempt), isVerified };
  }

  async attempts(): Promise<PushAttempt[]> {
    return latestAttempts(this.ctx.storage.sql);
  }

  async progress(): Promise<WebhookProgress> {
    return progressOf(this.ctx.storage.sql);
  }

  async resume(): Promise<void> {
    this.#sender.forgetSettings();
    const { storage } = this.ctx;
    storage.transactionSync(() => {
      writeState(storage.sql, IN_ORDER);
      restartQueue(storage.sql, Date.now());
    });
    await this.#goOn();
  }

  async close(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    // The next call finds tables again.
    this.ctx.storage.transactionSync(() => migrate(this.ctx.storage.sql, WEBHOOK_SCHEMA));
  }

  override async alarm(): Promise<void> {
    await this.#run();
  }

  #add({ n, event }: NumberedEvent): void {
    const { publicUrl } = agencyOf(this.env);
    const { id, type, article, license } = event;
    const body = JSON.stringify(eventResource(event, publicUrl));
    addEvent(this.ctx.storage.sql, { n, event: id, type, subject: article ?? license, body }, Date.now());
  }

  /** The alarm goes on with what this run does not get to, even if the object ends now. */
  async #goOn(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + ALARM_IF_INTERRUPTED_MS);
    this.ctx.waitUntil(this.#run());
  }

  async #run(): Promise<void> {
    const run = ++this.#runs;
    const nextMs = await this.#sender.run();
    // The last one knows of all.
    if (run !== this.#runs) return;
    if (nextMs === null) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(nextMs);
  }
}

/** Longer than the requests of a run, which it would only join. */
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
