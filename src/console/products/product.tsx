import type { FC } from 'hono/jsx';
import type { Page, Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { licenseColumnsWithout } from '../licenses/list.tsx';
import { Empty, Facts, Id, Time } from '../parts/small.tsx';
import { Pager, TableSection } from '../parts/table.tsx';

interface ProductProps {
  product: Schema<'Product'>;
  licenses: Page<Schema<'License'>>;
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
        rows={licenses.items}
        empty={<Empty text="products.no_licenses" />}
        columns={licenseColumnsWithout('products', view)}
      >
        <Pager next={licenses.next} />
      </TableSection>
    </>
  );
};
