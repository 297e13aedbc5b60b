/** `PUT /v1/admin/packages`: ingests several items in one call, all or none. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { summaryOf } from '../../articles/admin-resource.ts';
import { ingestAll } from '../../articles/ingest/ingest.ts';
import { ingested, ingestQuery, newsBody } from '../../articles/schemas.ts';
import { submittedPackage } from '../../articles/submitted.ts';
import { unreviewedOfAll } from '../../articles/unreviewed.ts';
import { unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { actorOf, json, problems, route } from '../../platform/openapi.ts';
import { textDigest } from '../../stamp/text-digest.ts';

export const packageRoutes = createRouter();

const ingestedPackage = z
  .object({ items: z.array(ingested.extend({ created: z.boolean() })) })
  .openapi('IngestedPackage');

packageRoutes.openapi(
  route.put('/v1/admin/packages', {
    middleware: [requireOperator('desk', 'ingest')],
    summary:
      'Ingest several articles in one call, all or nothing: ninjs as {items: […]}, or a NewsML-G2 newsMessage',
    request: { query: ingestQuery, body: newsBody },
    responses: {
      200: json(ingestedPackage, 'The same versions are already stored'),
      201: json(ingestedPackage, 'The versions are stored; `created` lists the new ones'),
      ...problems(409),
    },
  }),
  async (c) => {
    const { section, change } = c.req.valid('query');
    const submitted = unwrap(await submittedPackage(c, c.req.valid('json'), section ?? []));
    const stored = unwrap(
      await ingestAll(c.env, submitted, {
        ...(section && { sections: section }),
        ...(change && { change }),
        by: actorOf(c),
        budget: c.get('budget'),
        digestText: (blocks) => textDigest(blocks).digest,
      }),
    );
    const unreviewed = await unreviewedOfAll(
      c.env.DB,
      stored.map(({ item }) => item),
    );
    const items = stored.map(({ item, created, extra, warnings }) => ({
      ...summaryOf(item),
      unreviewed: unreviewed.get(item.id) ?? [],
      ...(extra.length > 0 && { extra }),
      ...(warnings.length > 0 && { warnings }),
      created,
    }));
    return c.json({ items }, items.some(({ created }) => created) ? 201 : 200);
  },
);
