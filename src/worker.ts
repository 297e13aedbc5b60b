/**
 * Entry points. Imports the full app lazily, so an isolate that serves only partner routes never evaluates
 * the console.
 */

import { failingGateway, type Gateway } from './gateway.ts';
import { hooks } from './hooks.ts';
import { isPartnerRoute, partnerGateway } from './partner-routes.ts';
import type { Env } from './platform/env.ts';
import { errorFields, log } from './platform/log.ts';

export { AgencyLog } from './agency-log/agency-log.ts';
export { Webhook } from './events/webhooks/webhook-object.ts';
export { LedgerShard } from './ledger/ledger-shard.ts';
export { Monitor } from './monitor/monitor.ts';
export { Operators } from './operators/operators.ts';
export { SiteReader } from './recall/reading/site-reader.ts';

let app: Gateway | undefined;

/** Loads the app once. An evaluation error is cached as well, and served as a 500 for the isolate's life. */
async function loadApp(): Promise<Gateway> {
  app ??= await import('./app.ts').then(
    (module) => module.app,
    (error: Error) => failingGateway(error, hooks),
  );
  return app;
}

/** Rethrows so that the platform counts the failure, and logs it because the platform does not. */
function logAndRethrow(error: Error): never {
  log('error', 'bug', errorFields(error));
  throw error;
}

export default {
  async fetch(request, env, context) {
    if (isPartnerRoute(request.url)) return partnerGateway.fetch(request, env, context);
    return (await loadApp()).fetch(request, env, context);
  },
  async scheduled(_event, env) {
    const { runScheduled } = await import('./scheduled.ts').catch(logAndRethrow);
    await runScheduled(env);
  },
} satisfies ExportedHandler<Env>;
