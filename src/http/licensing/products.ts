/** `/v1/admin/products`: named selections of items for which licenses are sold. */
import { requireOperator } from '../../access/guard.ts';
import { idempotencyHeaders, idempotencyKeyOf, isRepeated } from '../../access/idempotency.ts';
import { doubtsAboutProduct } from '../../licensing/products/known-words.ts';
import { newProduct, product, productPatch } from '../../licensing/products/schemas.ts';
import { changeProduct, createProduct, productResource } from '../../licensing/products/service.ts';
import { countProducts, findProduct, listProducts } from '../../licensing/products/store.ts';
import { askAbout, confirmationQuery } from '../../platform/confirmation.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { actorOf, body, idParam, json, problems, route } from '../../platform/openapi.ts';
import { countedPageOf, listQuery, searchedPage } from '../../platform/paging.ts';

const admin = { middleware: requireOperator('desk') };
/** Auditors may read what log entries refer to. */
const reader = { middleware: requireOperator('desk', 'auditor') };

export const productRoutes = createRouter();

productRoutes.openapi(
  route.post('/v1/admin/products', {
    ...admin,
    summary: 'Create a product by the articles it selects',
    request: { headers: idempotencyHeaders, query: confirmationQuery, body: body(newProduct) },
    responses: { 201: json(product, 'The product is created'), ...problems(409) },
  }),
  async (c) => {
    const idempotencyKey = idempotencyKeyOf(c.req.valid('header'));
    await askAbout(c.req.valid('query'), async () => {
      const doubts = await doubtsAboutProduct(c.env.DB, c.req.valid('json'));
      // The other product of a repeated request is its own.
      return doubts.length > 0 && (await isRepeated(c.env.DB, idempotencyKey, actorOf(c))) ? [] : doubts;
    });
    return c.json(unwrap(await createProduct(c.env, c.req.valid('json'), actorOf(c), idempotencyKey)), 201);
  },
);

productRoutes.openapi(
  route.get('/v1/admin/products', {
    ...reader,
    summary: 'List products',
    request: { query: listQuery('name', 'updated') },
    responses: { 200: json(countedPageOf(product), 'A page of results') },
  }),
  async (c) => {
    const store = { list: listProducts, count: countProducts };
    const { items, ...page } = await searchedPage(c.env, 'products', c.req.valid('query'), store);
    return c.json({ items: items.map(productResource), ...page }, 200);
  },
);

productRoutes.openapi(
  route.get('/v1/admin/products/{id}', {
    ...reader,
    summary: 'Read a product',
    request: { params: idParam },
    responses: { 200: json(product, 'The product'), ...problems(404) },
  }),
  async (c) => {
    const row = await findProduct(c.env.DB, c.req.valid('param').id);
    return c.json(productResource(row ?? unwrap<never>(missing('product'))), 200);
  },
);

productRoutes.openapi(
  route.patch('/v1/admin/products/{id}', {
    ...admin,
    summary: 'Change the articles a product selects',
    request: { params: idParam, query: confirmationQuery, body: body(productPatch) },
    responses: { 200: json(product, 'The change is in force'), ...problems(404, 409) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const patch = c.req.valid('json');
    await askAbout(c.req.valid('query'), () => doubtsAboutProduct(c.env.DB, patch, id));
    const attempt = await changeProduct(c.env, id, patch, actorOf(c));
    return c.json(unwrap(attempt), 200);
  },
);
