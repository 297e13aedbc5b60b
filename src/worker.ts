/** Entry points and nothing else. */
import { app } from './app.ts';
import { addPending } from './articles/search/pending.ts';
import { BESIDE_RUN_MS } from './audit/reconciliation/limits.ts';
import { reconcileBeside } from './audit/reconciliation/run.ts';
import { SEARCH_PENDING_MS } from './delivery/limits.ts';
import { keepWatch } from './ledger/alerts/keep-watch.ts';
import { deliverAll, everyObject, ledgerStub } from './ledger/outbox.ts';
import type { Env } from './platform/env.ts';

export { Ledger } from './ledger/object.ts';

export default {
  fetch: app.fetch,
  /**
   * All schedules are the objects' alarms; this only makes sure that they are set, that somebody watches, and that the outbox is empty. Beside it, items of
   * before the search come into its index, and what partners have reported is reconciled.
   */
  async scheduled(_event, env) {
    // First, and whatever becomes of the rest: it tells what is out of reach.
    const watched = keepWatch(env);
    try {
      await deliverAll(env);
      await Promise.all((await everyObject(env)).map((name) => ledgerStub(env, name).poke()));
      await addPending(env, Date.now() + SEARCH_PENDING_MS);
      await reconcileBeside(env, { forMs: BESIDE_RUN_MS });
    } finally {
      await watched;
    }
  },
} satisfies ExportedHandler<Env>;
