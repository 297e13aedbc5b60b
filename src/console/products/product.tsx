import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { licenseColumnsWithout } from '../licenses/list.tsx';
import { Empty, Facts, Id, Time } from '../parts/small.tsx';
import { TableSection } from '../parts/table.tsx';

interface ProductProps {
  product: Schema<'Product'>;
  licenses: Schema<'License'>[];
}

export const ProductPage: FC<ProductProps> = ({ product, licenses }) => {
  const view = useView();
  const { t } = view;
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
        rows={licenses}
        empty={<Empty text="products.no_licenses" />}
        columns={licenseColumnsWithout('products', view)}
      />
    </>
  );
};
