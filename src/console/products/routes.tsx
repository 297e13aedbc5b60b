/** `/console/products`: named selections of items that are licensed. */
import { type Api, unwrap } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import { Note } from '../parts/small.tsx';
import { updatedColumn } from '../parts/table.tsx';
import type { AreaForm } from '../resources/area.ts';
import { resourcePages } from '../resources/resource-pages.tsx';
import { productFields } from './fields.ts';
import { ProductPage } from './product.tsx';
import { selectionInWords } from './selection.ts';

export const productPages = resourcePages({
  name: 'products',
  path: '/products',
  api: '/v1/admin/products',
  nameOf: ({ name }) => name,
  leadOf: (product, { t }) => selectionInWords(product, t),
  list: {
    sorts: ['name', 'updated'],
    columns: ({ t }) => [
      {
        label: 'products.name',
        sort: 'name',
        cell: (row) => <a href={`/console/products/${row.id}`}>{row.name}</a>,
      },
      { label: 'products.selects', narrow: 'bare', cell: (row) => selectionInWords(row, t) },
      updatedColumn('products.changed'),
    ],
  },
  create: {
    form: ({ var: { view } }) => formOf(view.t),
    done: 'product_defined',
  },
  edit: {
    form: async ({ id }, view) => {
      const { count = 0 } = await licensesWith(view.api, id, { status: 'active', count: 'true', limit: 1 });
      return {
        ...formOf(view.t),
        note: count > 0 && <Note tone="warn">{view.t('products.affects', { count })}</Note>,
      };
    },
    done: 'product_changed',
  },
  show: async (product, { api, url }) => {
    const cursor = url.searchParams.get('cursor');
    const licenses = await licensesWith(api, product.id, cursor === null ? {} : { cursor });
    return <ProductPage product={product} licenses={licenses} />;
  },
  actions: {},
});

const formOf = (t: Translate): AreaForm => ({ fields: productFields(t), lead: t('products.form_lead') });

interface LicenseQuery {
  cursor?: string;
  status?: 'active';
  count?: 'true';
  limit?: number;
}

function licensesWith(api: Api, product: string, query: LicenseQuery) {
  return unwrap(api.GET('/v1/admin/licenses', { params: { query: { ...query, product } } }));
}
