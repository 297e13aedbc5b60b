/** One product, and the licenses that it is sold with. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Badge, Empty, Facts, Id, Section, Time } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import { TermDay } from '../parts/term.tsx';

interface ProductProps {
  product: Schema<'Product'>;
  /** Those that it is sold with. */
  licenses: Schema<'License'>[];
  /** Names by id. */
  partners: Map<string, string>;
}

export const ProductPage: FC<ProductProps> = ({ product, licenses, partners }) => {
  const { t } = useView();
  const { id, version, created, updated } = product;
  return (
    <>
      <Facts
        rows={[
          ['products.version', t.number(version)],
          ['products.created', <Time at={created} />],
          ['products.changed', <Time at={updated} />],
          ['products.id', <Id of={id} />],
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
            { label: 'products.ends', cell: (row) => <TermDay of={row} edge="last" /> },
          ]}
        />
      </Section>
    </>
  );
};
