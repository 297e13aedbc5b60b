/** Entry points and nothing else. What is imported when it is needed is evaluated then: starting an isolate does not make a console. */
import { front, isForFront } from './front.ts';
import type { Env } from './platform/env.ts';

export { Ledger } from './ledger/object.ts';

export default {
  async fetch(request, env, context) {
    if (isForFront(request.url)) return front.fetch(request, env, context);
    const { app } = await import('./app.ts');
    return app.fetch(request, env, context);
  },
  async scheduled(_event, env) {
    const { runScheduled } = await import('./scheduled.ts');
    await runScheduled(env);
  },
} satisfies ExportedHandler<Env>;
