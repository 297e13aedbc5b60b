import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { requirePartner } from '../../access/guard.ts';
import { WAIT_MAX_S } from '../../delivery/changes/limits.ts';
import { changesPage } from '../../delivery/changes/page.ts';
import { changesQuery } from '../../delivery/changes/query.ts';
import { changesFeedResponse } from '../../delivery/feeds/changes-response.ts';
import { FEED_SUFFIXES, listFormatOf } from '../../delivery/feeds/feed-format.ts';
import { listResponse } from '../../delivery/list-response.ts';
import type { FeedName } from '../../formats/feeds/index.ts';
import { agencyOf } from '../../platform/env.ts';
import { type AppEnv, createRouter, malformed } from '../../platform/http.ts';
import { json, route } from '../../platform/openapi.ts';
import { waitPreferred } from '../../platform/prefer.ts';

export const changesRoutes = createRouter();

const change = z
  .object({
    id: z.string(),
    uri: z.string(),
    version: z.string(),
    changeType: z.enum([
      'new',
      'update',
      'correction',
      'advisory',
      'hold',
      'release',
      'kill',
      'elimination',
      'resync',
    ]),
    type: z.string(),
    headline: z.string().optional(),
    summary: z.string().optional(),
    wordCount: z.int().optional(),
    sections: z.array(z.string()),
    versionCreated: z.string(),
    embargoedUntil: z.string().optional(),
    components: z.array(z.object({ id: z.string(), type: z.string(), allowed: z.boolean() })),
    href: z.string(),
    notice: z.string().optional(),
    withdrawn: z
      .array(z.object({ id: z.string(), type: z.string(), code: z.string() }))
      .optional()
      .openapi({
        description: 'Components that are no longer permitted; remove them wherever they are published',
      }),
    substitute: z.object({ id: z.string(), href: z.string() }).optional(),
  })
  .openapi('Change');

changesRoutes.openapi(
  route.get('/v1/changes', {
    middleware: [requirePartner()],
    summary: 'List the changes of licensed articles, oldest first',
    request: { query: changesQuery },
    responses: {
      200: json(
        z.object({ items: z.array(change), next: z.string() }),
        'A page; continue from its `next` cursor',
      ),
      304: { description: 'Nothing has changed' },
    },
  }),
  async (c) => {
    const params = c.req.valid('query');
    const format = listFormatOf(c.req.header('Accept'));
    if (format !== 'list') return feedOf(c, format, params);
    const { after, limit, content } = params;
    if (content)
      throw malformed('query', [{ path: '/content', message: 'Only feeds accept this parameter' }]);
    const { waitS, waitMs } = waitOf(c);
    const { items, next, more } = await changesPage(c.env, c.get('partner'), { after, limit, waitMs });
    const nextUrl = `${agencyOf(c.env).publicUrl}/v1/changes?${new URLSearchParams({ after: next, limit: String(limit) })}`;
    const itemsText = JSON.stringify(items);
    const response = listResponse(c, {
      contentType: 'application/json',
      body: `{"items":${itemsText},"next":${JSON.stringify(next)}}`,
      // The tag covers no cursor, which would reveal that hidden changes were passed. Only an empty page that
      // is not the last includes it, because nothing else shows that there is another page.
      tagText: items.length === 0 && more ? `${itemsText}\n${next}` : itemsText,
      ...(more && { link: `<${nextUrl}>; rel="next"` }),
    });
    return asPreferred(response, waitS);
  },
);

for (const [suffix, name] of FEED_SUFFIXES)
  changesRoutes.openapi(
    route.get(`/v1/changes.${suffix}`, {
      middleware: [requirePartner()],
      summary: 'Read the changes of licensed articles as a feed',
      request: { query: changesQuery },
      responses: { 200: { description: 'The feed' }, 304: { description: 'Nothing has changed' } },
    }),
    (c) => feedOf(c, name, c.req.valid('query')),
  );

async function feedOf(
  c: Context<AppEnv>,
  name: FeedName,
  params: z.output<typeof changesQuery>,
): Promise<Response> {
  const { after, limit } = params;
  const { waitS, waitMs } = waitOf(c);
  const response = await changesFeedResponse(c, { name, params, query: { after, limit, waitMs } });
  return asPreferred(response, waitS);
}

function waitOf(c: Context<AppEnv>): { waitS: number | undefined; waitMs: number } {
  const waitS = waitPreferred(c.req.header('Prefer'), WAIT_MAX_S);
  return { waitS, waitMs: (waitS ?? 0) * 1_000 };
}

function asPreferred(response: Response, waitS: number | undefined): Response {
  response.headers.append('Vary', 'Prefer');
  if (waitS !== undefined) response.headers.set('Preference-Applied', `wait=${waitS}`);
  return response;
}
