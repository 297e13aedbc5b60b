/** This release's worker with other messages between isolates and ledger objects: those of a release that is to come. */
import type { Change, PerRequestFields } from '../../../src/ledger/types.ts';
import type { Env } from '../../../src/platform/env.ts';
import product, { LedgerShard as ProductShard } from '../../../src/worker.ts';

type Asked<Method extends 'record' | 'check' | 'meter'> = Parameters<ProductShard[Method]>[0];

/** What a release makes of a message, whether it sends it or is sent it: it knows no more than this. */
export interface Messages {
  asked<T extends Asked<'record' | 'check' | 'meter'>>(request: T): T;
  answered<T>(answer: T): T;
  told(change: Change): Change;
}

/** Its ledger object: what it reads, and what it answers. */
export function ledgerOf({ asked, answered, told }: Messages): typeof ProductShard {
  class Other extends ProductShard {
    override async record(request: Asked<'record'>) {
      return answered(await super.record(asked(request)));
    }
    override async recordAgain(text: string, besides?: PerRequestFields, known?: string) {
      const request = JSON.stringify(asked(JSON.parse(text) as Asked<'record'>));
      return answered(await super.recordAgain(request, besides, known));
    }
    override async check(request: Asked<'check'>) {
      return answered(await super.check(asked(request)));
    }
    override async meter(request: Asked<'meter'>, atMs: number) {
      return answered(await super.meter(asked(request), atMs));
    }
    override async apply(changes: Change[]) {
      return super.apply(changes.map(told));
    }
  }
  return Other;
}

/** Its isolate: what it asks, and what it reads in the answer. */
export function isolateOf(messages: Messages): ExportedHandler<Env> {
  return {
    fetch: (request, env, ctx) =>
      product.fetch(request, { ...env, LEDGER: namespaceOf(env.LEDGER, messages) }, ctx),
  };
}

function namespaceOf(namespace: Env['LEDGER'], { asked, answered, told }: Messages): Env['LEDGER'] {
  const get = (...args: Parameters<Env['LEDGER']['get']>) => {
    const stub = namespace.get(...args);
    const own = {
      record: async (request: Asked<'record'>) => answered(await stub.record(asked(request))),
      recordAgain: async (text: string, besides?: PerRequestFields, known?: string) => {
        const request = JSON.stringify(asked(JSON.parse(text) as Asked<'record'>));
        return answered(await stub.recordAgain(request, besides, known));
      },
      check: async (request: Asked<'check'>) => answered(await stub.check(asked(request))),
      meter: async (request: Asked<'meter'>, atMs: number) =>
        answered(await stub.meter(asked(request), atMs)),
      apply: (changes: Change[]) => stub.apply(changes.map(told)),
    };
    return new Proxy(stub, { get: (target, name) => Reflect.get(own, name) ?? Reflect.get(target, name) });
  };
  return { idFromName: (name: string) => namespace.idFromName(name), get } as Env['LEDGER'];
}
