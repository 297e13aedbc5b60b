/**
 * The product's worker with counters around its bindings and around the cryptography, and with a clock that
 * the bench may hold. Built for the bench alone; slower than the product, so nothing is timed here.
 *
 * - `GET /counts`: the operations since it was last requested, and the bytes that are stored now (`Taken`).
 * - `GET /clock` holds the clock, `GET /clock?advance=MS` moves it. Both answer its time, milliseconds.
 */
import type { DurableObject } from 'cloudflare:workers';
import { createHash } from 'node:crypto';
import type { Env } from '../../src/platform/env.ts';
import * as product from '../../src/worker.ts';
import { countedBucket } from './counted-bucket.ts';
import { countedDatabase } from './counted-database.ts';
import { add, type Taken, take } from './counts.ts';
import { advance, hold, holdAlarm, interceptAlarms, setAlarm } from './held-clock.ts';
import { type Cursor, watchCursors } from './watched-sql.ts';

/** As the cron trigger of wrangler.toml. */
const CRON = { name: 'cron', everyMs: 60_000 };

type Binding = 'LEDGER' | 'OPERATORS' | 'AGENCY_LOG' | 'MONITOR';

/** Every Durable Object of this isolate, by a name of its own. */
const objects = new Map<string, { binding: Binding; name: string }>();

type ProductClass = new (
  ctx: DurableObjectState,
  env: Env,
) => DurableObject<Env> & { alarm(): Promise<void> };

function counted(Product: ProductClass, binding: Binding) {
  return class extends Product {
    constructor(ctx: DurableObjectState, env: Env) {
      const name = ctx.id.name ?? ctx.id.toString();
      super(withCountedStorage(ctx, `${binding} ${name}`), countedBindings(env, 'object'));
      objects.set(`${binding} ${name}`, { binding, name });
    }

    override async alarm(): Promise<void> {
      add('object: alarms run');
      await super.alarm();
    }

    /** Runs the alarm under a held clock. The runtime reserves the name `alarm`. */
    async ring(): Promise<void> {
      await this.alarm();
    }

    async holdAlarm(): Promise<void> {
      await holdAlarm(this.ctx.storage);
    }

    async databaseBytes(): Promise<number> {
      return this.ctx.storage.sql.databaseSize;
    }
  };
}

export class LedgerShard extends counted(product.LedgerShard, 'LEDGER') {}
export class Operators extends counted(product.Operators, 'OPERATORS') {}
export class AgencyLog extends counted(product.AgencyLog, 'AGENCY_LOG') {}
export class Monitor extends counted(product.Monitor, 'MONITOR') {}
/** Not counted: no delivery of the bench has endpoints or pages. */
export const { Webhook, SiteReader } = product;

export default {
  async fetch(request, env, ctx) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/counts') return Response.json(await taken(env));
    if (pathname === '/clock') return Response.json(await moveClock(env, searchParams.get('advance')));
    return product.default.fetch(request, countedBindings(env, 'request'), ctx);
  },
} satisfies ExportedHandler<Env>;

function objectOf(env: Env, key: string) {
  const object = objects.get(key);
  if (!object) throw new Error(`no object ${key}`);
  const namespace = env[object.binding] as DurableObjectNamespace;
  return namespace.get(namespace.idFromName(object.name)) as unknown as Pick<
    LedgerShard,
    'ring' | 'holdAlarm' | 'databaseBytes'
  >;
}

async function moveClock(env: Env, ms: string | null): Promise<number> {
  if (ms !== null)
    return advance(Number(ms), (name) => (name === CRON.name ? runCron(env) : objectOf(env, name).ring()));
  hold();
  for (const name of objects.keys()) await objectOf(env, name).holdAlarm();
  setAlarm(CRON.name, Date.now() + CRON.everyMs);
  return Date.now();
}

async function runCron(env: Env): Promise<void> {
  add('cron: runs');
  const event = { scheduledTime: Date.now(), cron: '* * * * *', noRetry: () => undefined };
  setAlarm(CRON.name, event.scheduledTime + CRON.everyMs);
  await product.default.scheduled(event as ScheduledController, countedBindings(env, 'cron'));
}

async function taken(env: Env): Promise<Taken> {
  let object = 0;
  for (const name of objects.keys()) object += await objectOf(env, name).databaseBytes();
  const { meta } = await env.DB.prepare('SELECT 1').run();
  const stored = { d1: meta.size_after, object, r2: await bytesIn(env.BUCKET) };
  addUp(cursors.splice(0));
  return { counts: take(), stored };
}

async function bytesIn(bucket: R2Bucket): Promise<number> {
  let bytes = 0;
  for (let cursor: string | undefined, more = true; more; ) {
    const page: R2Objects = await bucket.list({ ...(cursor !== undefined && { cursor }) });
    bytes += page.objects.reduce((sum, { size }) => sum + size, 0);
    more = page.truncated;
    cursor = page.truncated ? page.cursor : undefined;
  }
  return bytes;
}

/** `side` begins the names of the counts: who makes the call. */
function countedBindings(env: Env, side: string): Env {
  return {
    ...env,
    DB: countedDatabase(env.DB, side),
    BUCKET: countedBucket(env.BUCKET, side),
    LEDGER: countedNamespace(env.LEDGER, side),
    OPERATORS: countedNamespace(env.OPERATORS, side),
    AGENCY_LOG: countedNamespace(env.AGENCY_LOG, side),
    MONITOR: countedNamespace(env.MONITOR, side),
  };
}

function countedNamespace<T extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<T>,
  side: string,
): DurableObjectNamespace<T> {
  const get = (...args: Parameters<typeof namespace.get>) => {
    const stub = namespace.get(...args);
    return new Proxy(stub, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          add(`${side}: object calls`);
          return Reflect.apply(member, target, given);
        };
      },
    });
  };
  return {
    idFromName: (name: string) => namespace.idFromName(name),
    get,
  } as unknown as DurableObjectNamespace<T>;
}

/** The rows of a cursor are known once it has been read, so the newest cursors are added up later. */
const cursors: Cursor[] = [];
const CURSORS_MAX = 2_000;

function addUp(read: Cursor[]): void {
  for (const { rowsRead, rowsWritten } of read) {
    add('object: SQL rows read', rowsRead);
    add('object: SQL rows written', rowsWritten);
  }
}

/** The prototypes are those of every object in this isolate. */
let isStorageCounted = false;

function withCountedStorage(ctx: DurableObjectState, key: string): DurableObjectState {
  interceptAlarms(ctx.storage, key);
  if (isStorageCounted) return ctx;
  isStorageCounted = true;
  const storage = Object.getPrototypeOf(ctx.storage) as DurableObjectStorage;
  countCalls(storage, 'transactionSync', 'object: transactions');
  countCalls(storage, 'sync', 'object: commits');
  countCalls(storage, 'setAlarm', 'object: alarms set');
  watchCursors(ctx.storage.sql, (cursor) => {
    add('object: SQL statements');
    cursors.push(cursor);
    if (cursors.length > CURSORS_MAX) addUp(cursors.splice(0, CURSORS_MAX / 2));
  });
  return ctx;
}

countCalls(SubtleCrypto.prototype, 'verify', 'verifications');
countCalls(SubtleCrypto.prototype, 'digest', 'hashes');
countCalls(Object.getPrototypeOf(createHash('sha256')) as ReturnType<typeof createHash>, 'digest', 'hashes');

/** Replaces a method by one that counts and then does what it did. */
function countCalls<T extends object>(of: T, method: keyof T, name: string): void {
  const original = of[method] as (...args: unknown[]) => unknown;
  Object.defineProperty(of, method, {
    configurable: true,
    value(this: T, ...args: unknown[]) {
      add(name);
      return original.apply(this, args);
    },
  });
}
