/** `GET /v1/events`: notifications of a partner, as a list to follow. */
import { z } from '@hono/zod-openapi';
import { requirePartner } from '../access/guard.ts';
import { WAIT_MAX_S } from '../delivery/changes/limits.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../delivery/limits.ts';
import { eventsPage } from '../events/feed.ts';
import { licenseEvent } from '../events/schemas.ts';
import { EVENT_TYPES } from '../ledger/events/types.ts';
import { agencyOf } from '../platform/env.ts';
import { createRouter } from '../platform/http.ts';
import { NO_STORE } from '../platform/no-store.ts';
import { json, route } from '../platform/openapi.ts';
import { waitPreferred } from '../platform/prefer.ts';

export const eventRoutes = createRouter();

const TOO_MANY_TYPES = `Expected at most ${EVENT_TYPES.length} types, of ${EVENT_TYPES.join(', ')}`;

eventRoutes.openapi(
  route.get('/v1/events', {
    middleware: [requirePartner()],
    summary: 'List the kills, corrections and other changes of received articles, oldest first',
    request: {
      query: z.strictObject({
        after: z.string().optional().openapi({ description: 'The `next` cursor of the previous page' }),
        types: z
          .string()
          .transform((text) => text.split(',', EVENT_TYPES.length + 1))
          .pipe(z.array(z.enum(EVENT_TYPES)).max(EVENT_TYPES.length, TOO_MANY_TYPES))
          .optional()
          .openapi({
            type: 'string',
            description:
              'Only events of these types, separated by commas. Without it: all but `article.updated`, which a license has from the first request that names it',
            example: 'article.killed,article.corrected',
          }),
        limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE_DEFAULT),
      }),
    },
    responses: {
      200: json(
        z.object({ items: z.array(licenseEvent), next: z.string() }),
        'A page; continue from its `next` cursor. With `Prefer: wait=30` an empty page waits up to 30 seconds for an event',
      ),
    },
  }),
  async (c) => {
    const { after, limit, types } = c.req.valid('query');
    const waitS = waitPreferred(c.req.header('Prefer'), WAIT_MAX_S);
    const page = await eventsPage(c.env, c.get('partner'), {
      after,
      limit,
      types,
      waitMs: (waitS ?? 0) * 1_000,
    });
    const { items, next, more } = page;
    const { publicUrl } = agencyOf(c.env);
    const nextUrl = `${publicUrl}/v1/events?${new URLSearchParams({ after: next, limit: String(limit), ...(types && { types: types.join() }) })}`;
    return c.json({ items, next }, 200, {
      ...NO_STORE,
      Vary: 'Prefer',
      ...(more && { Link: `<${nextUrl}>; rel="next"` }),
      ...(waitS !== undefined && { 'Preference-Applied': `wait=${waitS}` }),
    });
  },
);
