/**
 * What failed requests leave behind: they notify the monitor two seconds later, which wakes ledger objects.
 * In a runtime that files share, those would be the next file's.
 */
import { app } from '../../src/app.ts';
import type { Gateway } from '../../src/gateway.ts';
import { partnerGateway } from '../../src/partner-routes.ts';

/** Milliseconds. Work that hangs is left to the reset of all objects. */
const WAIT_MAX_MS = 5_000;

const timer = globalThis.setTimeout;
const pending = new Set<Promise<unknown>>();

function noting(context: ExecutionContext, work: Promise<unknown>[]): ExecutionContext {
  return new Proxy(context, {
    get(target, member) {
      const value: unknown = Reflect.get(target, member);
      if (typeof value !== 'function') return value;
      if (member !== 'waitUntil') return value.bind(target) as unknown;
      return (promise: Promise<unknown>) => {
        work.push(promise);
        target.waitUntil(promise);
      };
    },
  });
}

function watch(gateway: Gateway): void {
  const answer = gateway.fetch;
  gateway.fetch = async (request, env, context) => {
    const work: Promise<unknown>[] = [];
    const response = await answer(request, env, context && noting(context as ExecutionContext, work));
    if (response.status >= 500) for (const promise of work) pending.add(promise);
    return response;
  };
}

for (const gateway of [app, partnerGateway]) watch(gateway);

/** Resolves when nothing of the failed requests so far goes on any more. */
export async function failuresNotified(): Promise<void> {
  const all = Promise.allSettled(pending);
  pending.clear();
  await Promise.race([all, new Promise((resolve) => timer(resolve, WAIT_MAX_MS))]);
}
