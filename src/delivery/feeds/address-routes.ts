/**
 * `GET /v1/feeds/{address}/…`: the list and the changes as feeds, for readers and importers that know nothing
 * but a URL.
 */
import { createRoute, z } from '@hono/zod-openapi';
import { problems } from '../../platform/desk.ts';
import { createRouter } from '../../platform/http.ts';
import { limitAddress } from '../../platform/rate-limit.ts';
import { changesQuery } from '../changes/query.ts';
import { listQuery } from '../list-query.ts';
import { pageQuery } from '../page-query.ts';
import { atFeedAddress } from './address.ts';
import { changesFeedResponse } from './changes-response.ts';
import { FEED_SUFFIXES } from './feed-format.ts';
import { feedResponse } from './feed-response.ts';

export const feedAddressRoutes = createRouter();

const addressParam = z.object({
  address: z.string().openapi({
    description: 'The secret of the address, as `POST /v1/admin/keys/{id}/feed-address` has shown it',
    example: 'feed_…',
  }),
});

const addressChangesQuery = changesQuery.omit({ content: true }).extend({
  after: z.string().optional().openapi({
    description:
      'The `next` of the page before, to follow the changes in order; empty: from the beginning. Absent: the last changes, newest first',
  }),
});

const answers = {
  200: { description: 'The feed: headlines and summaries, never billed' },
  304: { description: 'Nothing else than before' },
  ...problems(400, 403, 404, 503),
};

/** Each format under one suffix: an address has no reader who knows others. */
const SUFFIXES = FEED_SUFFIXES.filter(([suffix]) => suffix !== 'jsonfeed');

for (const [suffix, name] of SUFFIXES) {
  feedAddressRoutes.openapi(
    createRoute({
      method: 'get',
      path: `/v1/feeds/{address}/articles.${suffix}`,
      middleware: limitAddress('TOKEN_ADDRESS_LIMIT'),
      summary: 'What the license may use, as a feed, by a secret address',
      request: { params: addressParam, query: listQuery.omit({ content: true }) },
      responses: answers,
    }),
    (c) => {
      const { address } = c.req.valid('param');
      const query = c.req.valid('query');
      return atFeedAddress(c, address, async () =>
        feedResponse(c, { name, params: query, address, ...pageQuery(c, query) }),
      );
    },
  );
  feedAddressRoutes.openapi(
    createRoute({
      method: 'get',
      path: `/v1/feeds/{address}/changes.${suffix}`,
      middleware: limitAddress('TOKEN_ADDRESS_LIMIT'),
      summary: 'What happened last, as a feed, by a secret address',
      request: { params: addressParam, query: addressChangesQuery },
      responses: answers,
    }),
    (c) => {
      const { address } = c.req.valid('param');
      const query = c.req.valid('query');
      // Readers that know nothing but a URL follow no page, and would see the oldest changes for ever.
      const newest = query.after === undefined;
      return atFeedAddress(c, address, () =>
        changesFeedResponse(c, { name, params: query, address, query: { ...query, newest } }),
      );
    },
  );
}
