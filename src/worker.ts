/**
 * Entry points. Imports the full app lazily, so an isolate that serves only partner routes never evaluates
 * the console.
 */
import { front, isForFront } from './front.ts';
import { hooks } from './hooks.ts';
import type { Env } from './platform/env.ts';
import { log, toldOf } from './platform/log.ts';
import { failingGateway, type Gateway } from './shell.ts';

export { AgencyLog } from './agency-log/agency-log.ts';
export { LedgerShard } from './ledger/ledger-shard.ts';
export { Monitor } from './monitor/monitor.ts';
export { Operators } from './operators/operators.ts';

let app: Gateway | undefined;

/** Imported once: an evaluation error is cached as well, and served as a 500 for the isolate's life. */
async function loadApp(): Promise<Gateway> {
  app ??= await import('./app.ts').then(
    (module) => module.app,
    (error: Error) => failingGateway(error, hooks),
  );
  return app;
}

/** Fails all the same, so that the platform counts it; without a line, nobody who reads the log would know. */
function toldAndThrown(error: Error): never {
  log('error', 'bug', toldOf(error));
  throw error;
}

export default {
  async fetch(request, env, context) {
    if (isForFront(request.url)) return front.fetch(request, env, context);
    return (await loadApp()).fetch(request, env, context);
  },
  async scheduled(_event, env) {
    const { runScheduled } = await import('./scheduled.ts').catch(toldAndThrown);
    await runScheduled(env);
  },
} satisfies ExportedHandler<Env>;
