/** `/console/products`: named selections of items that licenses are sold for. */
import { type Context, Hono } from 'hono';
import { answerForm } from '../forms/answer.ts';
import { EMPTY_FORM, filled } from '../forms/state.ts';
import { allOf } from '../frame/all.ts';
import { type Schema, told, tried } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { NOT_TWICE, onceIn, orBefore } from '../parts/once.ts';
import { productFields } from './fields.ts';
import { ProductForm, ProductPage, ProductsPage } from './pages.tsx';

export const productPages = new Hono<ConsoleEnv>();

const LIST = '/console/products';

productPages.get('/products', async (c) => {
  const { view } = c.var;
  const { cursor } = c.req.query();
  const query = { ...(cursor && { cursor }) };
  const list = await told(view.api.GET('/v1/admin/products', { params: { query } }));
  return consolePage(c, view, { title: view.t('products.title') }, <ProductsPage list={list} />);
});

productPages.get('/products/new', (c) => {
  const { view } = c.var;
  const form = <ProductForm state={EMPTY_FORM} cancel={LIST} />;
  return consolePage(c, view, { title: view.t('products.new') }, form);
});

productPages.post('/products/new', (c) => {
  const { api, t } = c.var.view;
  return answerForm(c, {
    title: t('products.new'),
    fields: productFields(t),
    send: async (body, form) =>
      orBefore(await tried(api.POST('/v1/admin/products', { params: { header: onceIn(form) }, body }))),
    next: (made) => (made === 'before' ? `${LIST}${NOT_TWICE}` : `${LIST}/${made.id}?done=product_defined`),
    page: (state) => <ProductForm state={state} cancel={LIST} />,
  });
});

productPages.get('/products/:id', async (c) => {
  const { view } = c.var;
  const product = await productOf(c);
  const [licenses, partners] = await Promise.all([
    licensesWith(view, product.id),
    allOf<Schema<'Partner'>>((query) => view.api.GET('/v1/admin/partners', { params: { query } })),
  ]);
  const names = new Map(partners.map(({ id, name }) => [id, name]));
  const page = <ProductPage product={product} licenses={licenses} partners={names} />;
  return consolePage(c, view, { title: product.name }, page);
});

productPages.get('/products/:id/change', async (c) => {
  const { view } = c.var;
  const product = await productOf(c);
  const state = filled(productFields(view.t), product, view.zone);
  const page = await formFor(view, product);
  return consolePage(c, view, { title: product.name }, page(state));
});

productPages.post('/products/:id/change', async (c) => {
  const { view } = c.var;
  const product = await productOf(c);
  const params = { path: { id: product.id } };
  return answerForm(c, {
    title: product.name,
    fields: productFields(view.t),
    emptied: 'null',
    version: product.updated,
    send: (body) => tried(view.api.PATCH('/v1/admin/products/{id}', { params, body })),
    next: () => `${LIST}/${product.id}?done=product_changed`,
    page: await formFor(view, product),
  });
});

function productOf(c: Context<ConsoleEnv>) {
  const path = { id: c.req.param('id') ?? '' };
  return told(c.var.view.api.GET('/v1/admin/products/{id}', { params: { path } }));
}

async function licensesWith({ api }: ConsoleView, product: string): Promise<Schema<'License'>[]> {
  return allOf((page) => api.GET('/v1/admin/licenses', { params: { query: { ...page, product } } }));
}

async function formFor(view: ConsoleView, product: Schema<'Product'>) {
  const licenses = await licensesWith(view, product.id);
  const affected = licenses.filter(({ status }) => status === 'active').length;
  const cancel = `${LIST}/${product.id}`;
  return (state: typeof EMPTY_FORM) => (
    <ProductForm state={state} product={product} cancel={cancel} affected={affected} />
  );
}
