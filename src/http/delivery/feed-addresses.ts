/**
 * `GET /v1/feeds/{address}/…`: list and changes as feeds, for readers and importers that support only a URL.
 */
import { z } from '@hono/zod-openapi';
import { changesQuery } from '../../delivery/changes/query.ts';
import { atFeedAddress } from '../../delivery/feeds/address.ts';
import { changesFeedResponse } from '../../delivery/feeds/changes-response.ts';
import { FEED_SUFFIXES } from '../../delivery/feeds/feed-format.ts';
import { feedResponse } from '../../delivery/feeds/feed-response.ts';
import { listQuery } from '../../delivery/list-query.ts';
import { pageQuery } from '../../delivery/page-query.ts';
import { createRouter } from '../../platform/http.ts';
import { problems, route } from '../../platform/openapi.ts';
import { limitAddress } from '../../platform/rate-limit.ts';

export const feedAddressRoutes = createRouter();

const addressParam = z.object({
  address: z.string().openapi({
    description: 'The secret of the address, from the response of `POST /v1/admin/keys/{id}/feed-address`',
    example: 'feed_…',
  }),
});

const addressChangesQuery = changesQuery.omit({ content: true }).extend({
  after: z.string().optional().openapi({
    description:
      'The `next` cursor of the previous page, to read the changes in order. Empty: from the first change. Absent: the latest changes, newest first',
  }),
});

const responses = {
  200: { description: 'The feed: headlines and summaries, not billed' },
  304: { description: 'Nothing has changed' },
  ...problems(404),
};

/** One suffix for each format: readers of an address know no alternative names. */
const SUFFIXES = FEED_SUFFIXES.filter(([suffix]) => suffix !== 'jsonfeed');

for (const [suffix, name] of SUFFIXES) {
  feedAddressRoutes.openapi(
    route.get(`/v1/feeds/{address}/articles.${suffix}`, {
      middleware: limitAddress('TOKEN_ADDRESS_LIMIT'),
      summary: 'Read the list of licensed articles as a feed at a secret address',
      request: { params: addressParam, query: listQuery.omit({ content: true }) },
      responses: responses,
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
    route.get(`/v1/feeds/{address}/changes.${suffix}`, {
      middleware: limitAddress('TOKEN_ADDRESS_LIMIT'),
      summary: 'Read the latest changes as a feed at a secret address',
      request: { params: addressParam, query: addressChangesQuery },
      responses: responses,
    }),
    (c) => {
      const { address } = c.req.valid('param');
      const query = c.req.valid('query');
      // Readers that support nothing but a URL follow no page, and would see the oldest changes forever.
      const newest = query.after === undefined;
      return atFeedAddress(c, address, () =>
        changesFeedResponse(c, { name, params: query, address, query: { ...query, newest } }),
      );
    },
  );
}
