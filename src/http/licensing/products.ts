/** `/v1/admin/products`: named selections of items for which licenses are sold. */
import { createRoute } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { idempotencyHeaders, idempotencyKeyOf } from '../../access/idempotency.ts';
import { doubtsAboutSelection } from '../../licensing/products/known-words.ts';
import { newProduct, product, productPatch } from '../../licensing/products/schemas.ts';
import { changeProduct, createProduct, productResource } from '../../licensing/products/service.ts';
import { countProducts, findProduct, listProducts } from '../../licensing/products/store.ts';
import { askAbout, confirmationQuery } from '../../platform/confirmation.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { actorOf, body, idParam, json, problems } from '../../platform/openapi.ts';
import { countedPageOf, listQuery, searchedPage } from '../../platform/paging.ts';

const admin = { tags: ['products'], security: [{ bearer: ['admin'] }], middleware: requireOperator('desk') };
/** Auditors may read what log entries refer to. */
const reader = { ...admin, middleware: requireOperator('desk', 'auditor') };

export const productRoutes = createRouter();

productRoutes.openapi(
  createRoute({
    ...admin,
    method: 'post',
    path: '/v1/admin/products',
    summary: 'Create a product by the articles it selects',
    request: { headers: idempotencyHeaders, query: confirmationQuery, body: body(newProduct) },
    responses: { 201: json(product, 'The product is created'), ...problems(400, 401, 403, 409, 503) },
  }),
  async (c) => {
    const idempotencyKey = idempotencyKeyOf(c.req.valid('header'));
    await askAbout(c.req.valid('query'), () => doubtsAboutSelection(c.env.DB, c.req.valid('json')));
    return c.json(unwrap(await createProduct(c.env, c.req.valid('json'), actorOf(c), idempotencyKey)), 201);
  },
);

productRoutes.openapi(
  createRoute({
    ...reader,
    method: 'get',
    path: '/v1/admin/products',
    summary: 'List products',
    request: { query: listQuery('name', 'updated') },
    responses: { 200: json(countedPageOf(product), 'A page of results'), ...problems(400, 401, 403) },
  }),
  async (c) => {
    const store = { list: listProducts, count: countProducts };
    const { items, ...page } = await searchedPage(c.env, 'products', c.req.valid('query'), store);
    return c.json({ items: items.map(productResource), ...page }, 200);
  },
);

productRoutes.openapi(
  createRoute({
    ...reader,
    method: 'get',
    path: '/v1/admin/products/{id}',
    summary: 'Read a product',
    request: { params: idParam },
    responses: { 200: json(product, 'The product'), ...problems(401, 403, 404) },
  }),
  async (c) => {
    const row = await findProduct(c.env.DB, c.req.valid('param').id);
    return c.json(productResource(row ?? unwrap<never>(missing('product'))), 200);
  },
);

productRoutes.openapi(
  createRoute({
    ...admin,
    method: 'patch',
    path: '/v1/admin/products/{id}',
    summary: 'Change the articles a product selects',
    request: { params: idParam, query: confirmationQuery, body: body(productPatch) },
    responses: { 200: json(product, 'The change is in force'), ...problems(400, 401, 403, 404, 409, 503) },
  }),
  async (c) => {
    await askAbout(c.req.valid('query'), () => doubtsAboutSelection(c.env.DB, c.req.valid('json')));
    const attempt = await changeProduct(c.env, c.req.valid('param').id, c.req.valid('json'), actorOf(c));
    return c.json(unwrap(attempt), 200);
  },
);
