/**
 * This release's worker with other messages between isolates and ledger objects: those of a release that is
 * to come.
 */
import type { Change, PerRequestFields } from '../../../src/ledger/types.ts';
import type { Env } from '../../../src/platform/env.ts';
import product, { LedgerShard as ProductShard } from '../../../src/worker.ts';

type RequestOf<Method extends 'record' | 'check' | 'meter'> = Parameters<ProductShard[Method]>[0];

/** What a release makes of a message, whether it sends it or is sent it: it knows no more than this. */
export interface Messages {
  outgoing<T extends RequestOf<'record' | 'check' | 'meter'>>(request: T): T;
  answered<T>(answer: T): T;
  message(change: Change): Change;
}

/** Its ledger object: what it reads, and what it answers. */
export function ledgerOf({ outgoing, answered, message }: Messages): typeof ProductShard {
  class Other extends ProductShard {
    override async record(request: RequestOf<'record'>) {
      return answered(await super.record(outgoing(request)));
    }
    override async recordRepeated(text: string, perRequest?: PerRequestFields, known?: string) {
      const request = JSON.stringify(outgoing(JSON.parse(text) as RequestOf<'record'>));
      return answered(await super.recordRepeated(request, perRequest, known));
    }
    override async check(request: RequestOf<'check'>) {
      return answered(await super.check(outgoing(request)));
    }
    override async meter(request: RequestOf<'meter'>, atMs: number) {
      return answered(await super.meter(outgoing(request), atMs));
    }
    override async apply(changes: Change[]) {
      return super.apply(changes.map(message));
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

function namespaceOf(namespace: Env['LEDGER'], { outgoing, answered, message }: Messages): Env['LEDGER'] {
  const get = (...args: Parameters<Env['LEDGER']['get']>) => {
    const stub = namespace.get(...args);
    const own = {
      record: async (request: RequestOf<'record'>) => answered(await stub.record(outgoing(request))),
      recordRepeated: async (text: string, perRequest?: PerRequestFields, known?: string) => {
        const request = JSON.stringify(outgoing(JSON.parse(text) as RequestOf<'record'>));
        return answered(await stub.recordRepeated(request, perRequest, known));
      },
      check: async (request: RequestOf<'check'>) => answered(await stub.check(outgoing(request))),
      meter: async (request: RequestOf<'meter'>, atMs: number) =>
        answered(await stub.meter(outgoing(request), atMs)),
      apply: (changes: Change[]) => stub.apply(changes.map(message)),
    };
    return new Proxy(stub, { get: (target, name) => Reflect.get(own, name) ?? Reflect.get(target, name) });
  };
  return { idFromName: (name: string) => namespace.idFromName(name), get } as Env['LEDGER'];
}
