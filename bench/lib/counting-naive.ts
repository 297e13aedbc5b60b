/** The naive gateway with a counter around its database. `GET /counts` tells what was counted since it was last asked. */
import type { BaselineEnv } from '../workers/env.ts';
import naive from '../workers/naive.ts';
import { countedDatabase } from './counted-database.ts';
import { take } from './counts.ts';

export default {
  fetch(request, env, ctx) {
    if (new URL(request.url).pathname === '/counts') return Response.json(take());
    return naive.fetch(request, { ...env, DB: countedDatabase(env.DB, 'request') }, ctx);
  },
} satisfies ExportedHandler<BaselineEnv>;
