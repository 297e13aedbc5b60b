/** The bindings of the gateway, counting what one request asks of them. */
import { env } from 'cloudflare:workers';
import type { Env } from '../../src/platform/env.ts';

export interface Counts {
  /** D1: statements, and round trips. */
  statements: number;
  trips: number;
  bucketReads: number;
  /** Methods called of objects. */
  calls: string[];
}

export function countedBindings(): { bindings: Env; counts: Counts } {
  const counts: Counts = { statements: 0, trips: 0, bucketReads: 0, calls: [] };
  const bindings = {
    ...env,
    DB: countedDb(counts),
    BUCKET: countedBucket(counts),
    LEDGER: countedObjects(env.LEDGER, counts),
    OPERATORS: countedObjects(env.OPERATORS, counts),
    AGENCY_LOG: countedObjects(env.AGENCY_LOG, counts),
    SITES: countedObjects(env.SITES, counts),
    WEBHOOKS: countedObjects(env.WEBHOOKS, counts),
  };
  return { bindings: bindings as Env, counts };
}

/** An object whose members are the target's, but for some. */
function instead<T extends object>(target: T, members: Record<string, unknown>): T {
  return new Proxy(target, {
    get: (of, name) => {
      if (typeof name === 'string' && name in members) return members[name];
      const value: unknown = Reflect.get(of, name, of);
      return typeof value === 'function' ? value.bind(of) : value;
    },
  });
}

function countedDb(counts: Counts): D1Database {
  const real = new WeakMap<object, D1PreparedStatement>();
  const counted = (statement: D1PreparedStatement): D1PreparedStatement => {
    const run =
      (name: 'all' | 'first' | 'run' | 'raw') =>
      (...args: unknown[]) => {
        counts.statements++;
        counts.trips++;
        return Reflect.apply(statement[name], statement, args) as unknown;
      };
    const proxy = instead(statement, {
      bind: (...values: unknown[]) => counted(statement.bind(...values)),
      ...Object.fromEntries((['all', 'first', 'run', 'raw'] as const).map((name) => [name, run(name)])),
    });
    real.set(proxy, statement);
    return proxy;
  };
  return instead(env.DB, {
    prepare: (sql: string) => counted(env.DB.prepare(sql)),
    batch: (list: D1PreparedStatement[]) => {
      counts.statements += list.length;
      counts.trips++;
      return env.DB.batch(list.map((statement) => real.get(statement) ?? statement));
    },
  });
}

function countedBucket(counts: Counts): R2Bucket {
  return instead(env.BUCKET, {
    get: (key: string, options?: R2GetOptions) => {
      counts.bucketReads++;
      return env.BUCKET.get(key, options ?? {});
    },
  });
}

function countedObjects<T extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<T>,
  counts: Counts,
): DurableObjectNamespace<T> {
  const stubOf = (id: DurableObjectId) =>
    new Proxy(namespace.get(id), {
      get: (stub, name) => {
        if (typeof name === 'string' && name !== 'then') counts.calls.push(name);
        const value = Reflect.get(stub, name, stub) as (...args: unknown[]) => unknown;
        return typeof value === 'function' ? (...args: unknown[]) => Reflect.apply(value, stub, args) : value;
      },
    });
  return instead(namespace, { get: stubOf });
}
