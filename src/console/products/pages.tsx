/** Products: the list, one of them, and the form of both. */
import type { FC } from 'hono/jsx';
import { Form } from '../forms/form.tsx';
import { seenOf } from '../forms/seen.ts';
import type { FormState } from '../forms/state.ts';
import type { Page, Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { onceOf } from '../parts/once.ts';
import { Badge, Day, Empty, Facts, Heading, Id, Note, Section, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { productFields } from './fields.ts';
import { says } from './says.ts';

type Product = Schema<'Product'>;

export const ProductsPage: FC<{ list: Page<Product> }> = ({ list }) => {
  const { t } = useView();
  const add = (
    <a class="button primary" href="/console/products/new">
      {t('products.new')}
    </a>
  );
  return (
    <>
      <Heading title={t('products.title')} lead={t('products.lead')}>
        {add}
      </Heading>
      <Table
        caption={t('products.title')}
        rows={list.items}
        empty={<Empty text="products.empty">{add}</Empty>}
        columns={[
          { label: 'products.name', cell: (row) => <a href={`/console/products/${row.id}`}>{row.name}</a> },
          { label: 'products.selects', cell: (row) => says(row, t) },
          { label: 'products.changed', cell: (row) => <Time at={row.updated} /> },
        ]}
      />
      <Pager next={list.next} />
    </>
  );
};

interface ProductProps {
  product: Product;
  /** Those that it is sold with. */
  licenses: Schema<'License'>[];
  /** Names by id. */
  partners: Map<string, string>;
}

export const ProductPage: FC<ProductProps> = ({ product, licenses, partners }) => {
  const { t } = useView();
  const { id, name, version, created, updated } = product;
  return (
    <>
      <Heading title={name} lead={says(product, t)}>
        <a class="button" href={`/console/products/${id}/change`}>
          {t('products.change')}
        </a>
      </Heading>
      <Facts
        rows={[
          ['products.id', <Id of={id} />],
          ['products.version', t.number(version)],
          ['products.created', <Time at={created} />],
          ['products.changed', <Time at={updated} />],
        ]}
      />
      <Section title={t('products.licenses')}>
        <Table
          caption={t('products.licenses')}
          rows={licenses}
          empty={<Empty text="products.no_licenses" />}
          columns={[
            {
              label: 'products.partner',
              cell: ({ partner }) => (
                <a href={`/console/partners/${partner}`}>{partners.get(partner) ?? partner}</a>
              ),
            },
            {
              label: 'products.agreement',
              cell: (row) => <a href={`/console/licenses/${row.id}`}>{row.consent.reference}</a>,
            },
            { label: 'products.status', cell: (row) => <Badge list="status" value={row.status} /> },
            { label: 'products.ends', cell: (row) => <Day of={row.ends} /> },
          ]}
        />
      </Section>
    </>
  );
};

interface FormProps {
  state: FormState;
  cancel: string;
  product?: Product;
  /** Active licenses that a change acts on. */
  affected?: number;
}

export const ProductForm: FC<FormProps> = ({ state, cancel, product, affected = 0 }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={product ? product.name : t('products.new')} lead={t('products.form_lead')} />
      {affected > 0 && <Note tone="warn">{t('products.affects', { count: affected })}</Note>}
      <Form
        fields={productFields(t)}
        state={state}
        submit={product ? 'form.save' : 'products.define'}
        cancel={cancel}
        hidden={product ? seenOf(state, product.updated) : onceOf(state)}
      />
    </>
  );
};
