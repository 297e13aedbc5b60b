/** `/console/products`: named selections of items that are licensed. */
import { type Api, type Schema, unwrap } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import { licenseColumnsWithout } from '../licenses/list.tsx';
import { Empty, Facts, Id, Note, Time } from '../parts/small.tsx';
import { Pager, TableSection, updatedColumn } from '../parts/table.tsx';
import type { AreaForm } from '../resources/area.ts';
import { resourcePages } from '../resources/resource-pages.tsx';
import { productFields } from './fields.ts';

const NEW_LICENSE = '/console/licenses/new';

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
  create: { form: ({ var: { view } }) => formOf(view.t), done: 'product_defined' },
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
  show: async (product, view) => {
    const { api, url, t } = view;
    const cursor = url.searchParams.get('cursor');
    const licenses = await licensesWith(api, product.id, cursor === null ? {} : { cursor });
    const { id, version, created, updated } = product;
    return (
      <>
        <Facts
          rows={[
            ['products.version', t.number(version)],
            ['products.created', <Time at={created} />],
            ['products.changed', <Time at={updated} />],
            ['products.id', <Id id={id} />],
          ]}
        />
        <TableSection
          title="products.licenses"
          actions={view.mayGo(NEW_LICENSE) && <a href={NEW_LICENSE}>{t('licenses.grant')}</a>}
          rows={licenses.items}
          empty={<Empty text="products.no_licenses" />}
          columns={licenseColumnsWithout('products', view)}
        >
          <Pager next={licenses.next} />
        </TableSection>
      </>
    );
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

function selectionInWords(product: Schema<'Product'>, t: Translate): string {
  const { sections, types, subjects, languages, backfileDays } = product;
  const list = (words: string[]) => t.list(words, 'disjunction');
  const clauses = [
    sections && t('products.says_sections', { list: list(sections) }),
    types && t('products.says_types', { list: list(types.map((type) => t.word('type', type))) }),
    subjects && t('products.says_subjects', { list: list(subjects) }),
    languages &&
      t('products.says_languages', {
        list: list(languages.map((code) => t.codeName('language', code))),
      }),
    backfileDays !== undefined && t('products.says_backfile', { count: backfileDays }),
  ].filter((clause) => typeof clause === 'string');
  return clauses.length === 0 ? t('products.says_all') : t('products.says', { parts: clauses.join(', ') });
}
