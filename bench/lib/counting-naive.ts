/**
 * The naive gateway with a counter around its database. `GET /counts` answers as that of the product does.
 */
import type { BaselineEnv } from '../workers/env.ts';
import naive from '../workers/naive.ts';
import { countedDatabase } from './counted-database.ts';
import { type Taken, take } from './counts.ts';

export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname !== '/counts')
      return naive.fetch(request, { ...env, DB: countedDatabase(env.DB, 'request') }, ctx);
    const { meta } = await env.DB.prepare('SELECT 1').run();
    const taken: Taken = { counts: take(), stored: { d1: meta.size_after, object: 0, r2: 0 } };
    return Response.json(taken);
  },
} satisfies ExportedHandler<BaselineEnv>;
