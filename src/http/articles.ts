/** Routes of the newsroom and the desk for articles: ingest, bytes, kill and hold, holders. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { requireOperator } from '../access/guard.ts';
import { articleResource, summaryOf, unreviewedOf } from '../articles/admin-resource.ts';
import { type ArticleSnapshot, loadArticle } from '../articles/catalogue.ts';
import { deskPage, deskPosition, deskQuery } from '../articles/desk-list.ts';
import { putComponentBytes } from '../articles/ingest/component-bytes.ts';
import { type IngestOptions, type IngestResult, ingestAll, ingestOne } from '../articles/ingest/ingest.ts';
import { patchItem } from '../articles/ingest/patch.ts';
import { PAGE_DEFAULT, PAGE_MAX, PROSE_CHARS_MAX } from '../articles/limits.ts';
import { articleAnswer, articleLine, holder } from '../articles/responses.ts';
import { ingested, ingestQuery, newsBody } from '../articles/schemas.ts';
import { listHolders, listVersions } from '../articles/store.ts';
import { submittedItem, submittedPackage } from '../articles/submitted.ts';
import { unreviewedOfAll } from '../articles/unreviewed.ts';
import { covers } from '../licensing/covers.ts';
import { allProducts } from '../licensing/products/store.ts';
import type { Env } from '../platform/env.ts';
import { missing, unwrap } from '../platform/failure.ts';
import { keyed } from '../platform/fault-keys.ts';
import { type AppEnv, createRouter } from '../platform/http.ts';
import { actorOf, body, idField, idParam, json, lines, problems, route } from '../platform/openapi.ts';
import { cursorsOf, OPERATORS, pageOf, pageOfSchema } from '../platform/paging.ts';
import { Refusal } from '../platform/problem.ts';
import { textDigest } from '../stamp/text-digest.ts';

export const articleAdminRoutes = createRouter();

const desk = [requireOperator('desk')];
const newsroom = [requireOperator('desk', 'ingest')];
/** Auditors read an item's metadata and its holders, not its content. */
const readers = [requireOperator('desk', 'ingest', 'auditor')];

articleAdminRoutes.openapi(
  route.put('/v1/admin/articles', {
    middleware: newsroom,
    summary: 'Ingest one version of an article: ninjs (1.x, 2.x, 3.x) or NewsML-G2',
    request: { query: ingestQuery, body: newsBody },
    responses: {
      200: json(ingested, 'The same version is already stored'),
      201: json(ingested, 'Stored'),
      ...problems(409),
    },
  }),
  async (c) => {
    const { section, change } = c.req.valid('query');
    const submitted = unwrap(await submittedItem(c, c.req.valid('json'), section ?? []));
    const stored = unwrap(await ingestOne(c.env, submitted, optionsOf(c, section, change)));
    const unreviewed = unreviewedOf(await currentArticle(c.env, stored.item.id));
    return c.json(ingestedOf(stored, unreviewed), stored.created ? 201 : 200);
  },
);

function optionsOf(
  c: Context<AppEnv>,
  sections: string[] | undefined,
  change: IngestOptions['change'],
): IngestOptions {
  return {
    ...(sections && { sections }),
    ...(change && { change }),
    by: actorOf(c),
    budget: c.get('budget'),
    digestText: (blocks) => textDigest(blocks).digest,
  };
}

const ingestedOf = ({ item, extra, warnings }: IngestResult, unreviewed: string[]) => ({
  ...summaryOf(item),
  unreviewed,
  ...(extra.length > 0 && { extra }),
  ...(warnings.length > 0 && { warnings }),
});

const page = z.strictObject({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
});

articleAdminRoutes.openapi(
  route.get('/v1/admin/articles', {
    middleware: readers,
    summary: 'List ingested articles, latest change first; search results newest first',
    request: { query: deskQuery },
    responses: { 200: json(pageOfSchema(articleLine), 'A page of results') },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const cursors = cursorsOf(c.env, { list: 'articles', reader: OPERATORS, filter }, deskPosition);
    const page = { after: cursors.after(cursor), limit, now: c.get('now') };
    return c.json(await deskPage(c.env.DB, filter, page, cursors.to), 200);
  },
);

async function currentArticle(env: Env, id: string): Promise<ArticleSnapshot> {
  return (await loadArticle(env, id)) ?? unwrap<never>(missing('article'));
}

/** The newsroom may not read operators, so it does not learn who changed a version. */
async function resourceOf(c: Context<AppEnv>, id: string) {
  const { env } = c;
  const { role } = c.get('operator');
  const [article, versions, products] = await Promise.all([
    currentArticle(env, id),
    listVersions(env.DB, id),
    allProducts(env.DB),
  ]);
  return articleResource(
    article,
    versions.map((version) => ({ ...version, operator: role === 'ingest' ? null : version.operator })),
    // At the age of its creation, so that a product's limit of age leaves it in.
    products
      .filter(({ selection }) => covers(selection, article.item, article.item.versionCreated))
      .map(({ id, name }) => ({ id, name })),
  );
}

articleAdminRoutes.openapi(
  route.get('/v1/admin/articles/{id}', {
    middleware: readers,
    summary: 'Read an ingested article with its versions, components and restrictions',
    request: { params: idParam },
    responses: { 200: json(articleAnswer, 'The item'), ...problems(404) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await resourceOf(c, id), 200);
  },
);

const patch = z
  .strictObject({
    pubStatus: z.enum(['usable', 'withheld', 'canceled']).optional(),
    notice: lines(PROSE_CHARS_MAX).nullable().optional(),
    substitute: idField.nullable().optional(),
    embargoedUntil: z.iso.datetime({ offset: true }).nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, {
    error: 'Name what to change',
    ...keyed('nothing_to_change'),
  });

articleAdminRoutes.openapi(
  route.patch('/v1/admin/articles/{id}', {
    middleware: desk,
    summary: 'Hold, release or kill an article, name its substitute or move its embargo',
    request: { params: idParam, body: body(patch) },
    responses: { 200: json(articleAnswer, 'The article in its new state'), ...problems(404, 409) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    unwrap(await patchItem(c.env, id, c.req.valid('json'), actorOf(c)));
    return c.json(await resourceOf(c, id), 200);
  },
);

articleAdminRoutes.openapi(
  route.get('/v1/admin/articles/{id}/holders', {
    middleware: [requireOperator('desk', 'auditor')],
    summary: 'List who has received an article, by itself or inside another, latest first',
    request: { params: idParam, query: page },
    responses: { 200: json(pageOfSchema(holder), 'The holders'), ...problems(404) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const { id } = c.req.valid('param');
    const cursors = cursorsOf(c.env, { list: 'holders', reader: OPERATORS, filter: { id } }, z.int());
    const offset = cursors.after(cursor) ?? 0;
    const rows = await listHolders(c.env, id, offset, limit + 1);
    if (!rows) return unwrap<never>(missing('article'));
    return c.json(
      pageOf(rows, limit, () => cursors.to(offset + limit)),
      200,
    );
  },
);

articleAdminRoutes.put(
  '/v1/admin/articles/:id/components/:component',
  requireOperator('desk', 'ingest'),
  async (c) => {
    const contentType = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (!/^(image|audio|video)\//.test(contentType))
      throw new Refusal({
        code: 'unsupported_type',
        detail: 'Send the bytes of a picture, an audio file or a video with their own Content-Type.',
        members: { errors: [{ path: 'Content-Type', message: contentType || 'missing' }] },
      });
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const { id, component: componentId } = c.req.param();
    const { component, created } = unwrap(
      await putComponentBytes(
        c.env,
        { item: id, component: componentId },
        { bytes, contentType, budget: c.get('budget') },
        actorOf(c),
      ),
    );
    const { digest, content } = component;
    return c.json(
      {
        article: id,
        component: componentId,
        digest,
        bytes: content?.bytes,
        contentType: content?.contentType,
      },
      created ? 201 : 200,
    );
  },
);

const ingestedPackage = z
  .object({ items: z.array(ingested.extend({ created: z.boolean() })) })
  .openapi('IngestedPackage');

articleAdminRoutes.openapi(
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
    const stored = unwrap(await ingestAll(c.env, submitted, optionsOf(c, section, change)));
    const unreviewed = await unreviewedOfAll(
      c.env.DB,
      stored.map(({ item }) => item),
    );
    const items = stored.map((one) => ({
      ...ingestedOf(one, unreviewed.get(one.item.id) ?? []),
      created: one.created,
    }));
    return c.json({ items }, items.some(({ created }) => created) ? 201 : 200);
  },
);
