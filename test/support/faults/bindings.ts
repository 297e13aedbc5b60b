/**
 * The bindings of the gateway, with what is to go wrong with them. `faults` is asked at each call, so that it
 * may change.
 */
import type { Env } from '../../../src/platform/env.ts';
import { inject, never } from './inject.ts';
import type { Faults, Met, ObjectFault, Side } from './plan.ts';
import { D1_WORDS, OBJECT_WORDS, R2_WORDS } from './words.ts';

export interface Injected {
  side: Side;
  faults(): Faults;
  met: Met;
}

export function faultyEnv(env: Env, injected: Injected): Env {
  return {
    ...env,
    DB: faultyD1(env.DB, injected),
    BUCKET: faultyR2(env.BUCKET, injected),
    LEDGER: faultyObjects(env.LEDGER, injected),
    OPERATORS: faultyObjects(env.OPERATORS, injected),
    AGENCY_LOG: faultyObjects(env.AGENCY_LOG, injected),
    MONITOR: faultyObjects(env.MONITOR, injected),
    WEBHOOKS: faultyObjects(env.WEBHOOKS, injected),
    SITES: faultyObjects(env.SITES, injected),
  };
}

const counter =
  ({ side, met }: Injected, name: string) =>
  () => {
    const key = `${side} ${name}`;
    met[key] = (met[key] ?? 0) + 1;
    return met[key];
  };

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

function faultyD1(db: D1Database, injected: Injected): D1Database {
  const real = new WeakMap<object, D1PreparedStatement>();
  const count = counter(injected, 'd1');
  const ask = <T>(call: () => Promise<T>) =>
    inject(injected.faults().d1, {
      call,
      count,
      fails: (says = 'lost') => new Error(D1_WORDS[says]),
    });
  const faulty = (statement: D1PreparedStatement): D1PreparedStatement => {
    const run =
      (name: 'all' | 'first' | 'run' | 'raw') =>
      (...args: unknown[]) =>
        ask(() => Reflect.apply(statement[name], statement, args) as Promise<unknown>);
    const proxy = instead(statement, {
      bind: (...values: unknown[]) => faulty(statement.bind(...values)),
      ...Object.fromEntries((['all', 'first', 'run', 'raw'] as const).map((name) => [name, run(name)])),
    });
    real.set(proxy, statement);
    return proxy;
  };
  return instead(db, {
    prepare: (sql: string) => faulty(db.prepare(sql)),
    batch: (list: D1PreparedStatement[]) =>
      ask(() => db.batch(list.map((statement) => real.get(statement) ?? statement))),
  });
}

const BUCKET_CALLS = ['get', 'head', 'put', 'delete', 'list'] as const;

function faultyR2(bucket: R2Bucket, injected: Injected): R2Bucket {
  const count = counter(injected, 'r2');
  const intercepted =
    (name: (typeof BUCKET_CALLS)[number]) =>
    async (...args: unknown[]) => {
      const fault = injected.faults().r2;
      const call = () => Reflect.apply(bucket[name], bucket, args) as Promise<unknown>;
      if (fault?.kind === 'stall' || fault?.kind === 'break') {
        count();
        const object = (await call()) as R2ObjectBody | null;
        if (name !== 'get' || !object) return object;
        return fault.kind === 'stall' ? stalled(object) : broken(object);
      }
      return inject(fault, {
        call,
        count,
        fails: (says = 'internal') => new Error(`${name}: ${R2_WORDS[says]}`),
      });
    };
  return instead(bucket, Object.fromEntries(BUCKET_CALLS.map((name) => [name, intercepted(name)])));
}

/** Its bytes begin to come, and stop. */
function stalled(object: R2ObjectBody): R2ObjectBody {
  const { readable: body, writable } = new IdentityTransformStream();
  void writable
    .getWriter()
    .write(new Uint8Array([0]))
    .catch(() => undefined);
  void object.body.cancel();
  return instead(object, { body, text: never, json: never, arrayBuffer: never, bytes: never, blob: never });
}

/** Its bytes begin to come, and the connection breaks. */
function broken(object: R2ObjectBody): R2ObjectBody {
  const fail = () => Promise.reject(new Error(`get: ${R2_WORDS.internal}`));
  const { readable: body, writable } = new IdentityTransformStream();
  const writer = writable.getWriter();
  void writer
    .write(new Uint8Array([0]))
    .then(() => writer.abort(new Error(`get: ${R2_WORDS.internal}`)))
    .catch(() => undefined);
  void object.body.cancel();
  return instead(object, { body, text: fail, json: fail, arrayBuffer: fail, bytes: fail, blob: fail });
}

const isAbout = ({ objects, methods }: ObjectFault, object: string, method: string) =>
  (objects?.includes(object) ?? true) && (methods?.includes(method) ?? true);

function faultyObjects<T extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<T>,
  injected: Injected,
): DurableObjectNamespace<T> {
  const count = counter(injected, 'ledger');
  const get = (id: DurableObjectId, options?: DurableObjectNamespaceGetDurableObjectOptions) =>
    new Proxy(namespace.get(id, options), {
      get: (stub, method) => {
        const value = Reflect.get(stub, method, stub) as unknown;
        if (typeof value !== 'function' || typeof method !== 'string' || method === 'then') return value;
        return (...args: unknown[]) => {
          const { ledger } = injected.faults();
          return inject(ledger && isAbout(ledger, id.name ?? '', method) ? ledger : undefined, {
            call: async () => Reflect.apply(value, stub, args) as unknown,
            count,
            fails: (says = 'lost') => {
              const [message, properties] = OBJECT_WORDS[says];
              return Object.assign(new Error(message), properties);
            },
          });
        };
      },
    });
  const jurisdiction = (name: DurableObjectJurisdiction) =>
    faultyObjects(namespace.jurisdiction(name), injected);
  return instead(namespace, { get, jurisdiction });
}
