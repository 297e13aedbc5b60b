/**
 * The product's worker with counters around what it is bound to and around the cryptography. Built for the bench alone; slower
 * than the product, so nothing is timed here. `GET /counts` tells what was counted since it was last asked.
 */
import { createHash } from 'node:crypto';
import type { Env } from '../../src/platform/env.ts';
import worker, { LedgerShard as ProductShard } from '../../src/worker.ts';
import { countedDatabase } from './counted-database.ts';
import { add, take } from './counts.ts';
import { type Cursor, watchCursors } from './watched-sql.ts';

/** Added up when somebody asks, when all have been read. */
let cursors: Cursor[] = [];

export { AgencyLog, Monitor, Operators } from '../../src/worker.ts';

export class LedgerShard extends ProductShard {
  constructor(ctx: DurableObjectState, env: Env) {
    super(withCountedStorage(ctx), { ...env, DB: countedDatabase(env.DB, 'object') });
  }
}

export default {
  fetch(request, env, ctx) {
    if (new URL(request.url).pathname === '/counts') return Response.json(countsSoFar());
    const counted = { ...env, DB: countedDatabase(env.DB, 'request'), LEDGER: countedNamespace(env.LEDGER) };
    return worker.fetch(request, counted, ctx);
  },
} satisfies ExportedHandler<Env>;

function countsSoFar(): Record<string, number> {
  for (const { rowsRead, rowsWritten } of cursors) {
    add('object: SQL rows read', rowsRead);
    add('object: SQL rows written', rowsWritten);
  }
  cursors = [];
  return take();
}

function countedNamespace(namespace: Env['LEDGER']): Env['LEDGER'] {
  const get = (...args: Parameters<Env['LEDGER']['get']>) => {
    const stub = namespace.get(...args);
    return new Proxy(stub, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          add('request: object calls');
          return Reflect.apply(member, target, given);
        };
      },
    });
  };
  return { idFromName: (name: string) => namespace.idFromName(name), get } as Env['LEDGER'];
}

/** The prototypes are those of every object in this isolate. */
let isStorageCounted = false;

function withCountedStorage(ctx: DurableObjectState): DurableObjectState {
  if (isStorageCounted) return ctx;
  isStorageCounted = true;
  const storage = Object.getPrototypeOf(ctx.storage) as DurableObjectStorage;
  countCalls(storage, 'transactionSync', 'object: transactions');
  countCalls(storage, 'sync', 'object: commits');
  countCalls(storage, 'setAlarm', 'object: alarms set');
  watchCursors(ctx.storage.sql, (cursor) => {
    add('object: SQL statements');
    cursors.push(cursor);
  });
  return ctx;
}

countCalls(SubtleCrypto.prototype, 'sign', 'signatures');
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
