/** One product, and the licenses that it is sold with. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Badge, Empty, Facts, Id, Time } from '../parts/small.tsx';
import { TableSection } from '../parts/table.tsx';
import { TermDay } from '../parts/term.tsx';

interface ProductProps {
  product: Schema<'Product'>;
  /** Those that it is sold with. */
  licenses: Schema<'License'>[];
}

export const ProductPage: FC<ProductProps> = ({ product, licenses }) => {
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
      <TableSection
        title="products.licenses"
        rows={licenses}
        empty={<Empty text="products.no_licenses" />}
        columns={[
          { label: 'products.partner', cell: ({ partner }) => <EntityLink id={partner} /> },
          {
            label: 'products.agreement',
            cell: (row) => <a href={`/console/licenses/${row.id}`}>{row.consent.reference}</a>,
          },
          { label: 'products.status', cell: (row) => <Badge list="status" value={row.status} /> },
          { label: 'products.ends', cell: (row) => <TermDay of={row} edge="last" /> },
        ]}
      />
    </>
  );
};
