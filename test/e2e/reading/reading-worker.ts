/** The product, and routes that read pages at once, with any limits. */
import type { Env } from '../../../src/platform/env.ts';
import { readPage } from '../../../src/recall/reading/read-page.ts';
import type { SiteRequest } from '../../../src/recall/reading/rpc.ts';
import type { PageRequest } from '../../../src/recall/reading/types.ts';
import product from '../../../src/worker.ts';

export * from '../../../src/worker.ts';

export default {
  ...product,
  async fetch(request, env, context) {
    const { pathname } = new URL(request.url);
    if (pathname === '/test/read')
      return Response.json(await readPage(env, await request.json<PageRequest>()));
    if (pathname !== '/test/fetch') return product.fetch(request, env, context);
    // What an object requests without the rules on addresses: the network's own must hold.
    const asked = await request.json<SiteRequest>();
    const visit = await env.SITES.get(env.SITES.idFromName(new URL(asked.url).host)).robots(asked);
    return Response.json(visit.kind === 'unread' ? visit : { ...visit, answer: visit.answer.status });
  },
} satisfies ExportedHandler<Env>;
