/** Entry points and nothing else. What is imported when it is needed is evaluated then: starting an isolate does not make a console. */
import { front, isForFront } from './front.ts';
import type { Env } from './platform/env.ts';
import { log, toldOf } from './platform/log.ts';
import { failingGateway, type Gateway } from './shell.ts';

export { Ledger } from './ledger/object.ts';

let failing: Gateway | undefined;

/** What a module throws as it is evaluated is a bug like others. It is evaluated once: so is what becomes of it. */
async function whole(): Promise<Gateway> {
  if (failing) return failing;
  try {
    return (await import('./app.ts')).app;
  } catch (error) {
    failing = failingGateway(error as Error);
    return failing;
  }
}

/** Fails all the same, so that the platform counts it; without a line, nobody who reads the log would know. */
function toldAndThrown(error: Error): never {
  log('error', 'bug', toldOf(error));
  throw error;
}

export default {
  async fetch(request, env, context) {
    if (isForFront(request.url)) return front.fetch(request, env, context);
    return (await whole()).fetch(request, env, context);
  },
  async scheduled(_event, env) {
    const { runScheduled } = await import('./scheduled.ts').catch(toldAndThrown);
    await runScheduled(env);
  },
} satisfies ExportedHandler<Env>;
