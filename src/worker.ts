/** Entry points and nothing else. */
import { app } from './app.ts';
import { deliverAll, everyObject, ledgerStub } from './ledger/outbox.ts';
import type { Env } from './platform/env.ts';

export { Ledger } from './ledger/object.ts';

export default {
  fetch: app.fetch,
  /** All schedules are the objects' alarms; this only makes sure that they are set, and that the outbox is empty. */
  async scheduled(_event, env) {
    await deliverAll(env);
    await Promise.all((await everyObject(env)).map((name) => ledgerStub(env, name).poke()));
  },
} satisfies ExportedHandler<Env>;
