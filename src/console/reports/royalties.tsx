/** Deliveries of third-party content by supplier and license; for one supplier, also by article. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Empty, Section } from '../parts/small.tsx';
import { type Column, Pager, Table, TableSection, withQuery } from '../parts/table.tsx';
import type { ReportData } from './kinds.ts';

type Report = Schema<'RoyaltyReport'>;
type Flow = Report['suppliers'][number]['licenses'][number];

export const RoyaltyContent: FC<ReportData<Report>> = ({ data }) => {
  const { t, url } = useView();
  const { suppliers, items, next = null } = data;
  const numbers = (total?: 'sum'): Column<Flow>[] =>
    (['deliveries', 'components', 'units'] as const).map((name, index) => ({
      label: `reports.${name}`,
      number: (row) => row[name],
      ...(index === 0 && { href: (row) => row.href }),
      ...(total && { total }),
    }));
  const license: Column<Flow> = {
    label: 'reports.license',
    cell: (row) => <EntityLink id={row.license} href={`/console/reports/usage?license=${row.license}`} />,
  };
  if (suppliers.length === 0) return <Empty text="reports.royalties_empty" />;
  return (
    <>
      {suppliers.map(({ supplier, licenses }) => (
        <Section
          title={supplier}
          actions={<a href={withQuery(url, { supplier })}>{t('reports.articles')}</a>}
        >
          <Table caption={supplier} rows={licenses} empty="" columns={[license, ...numbers('sum')]} />
        </Section>
      ))}
      {items && (
        <TableSection
          title="reports.articles"
          rows={items}
          empty={<Empty text="reports.royalties_empty" />}
          columns={[
            { label: 'reports.headline', cell: (row) => <EntityLink id={row.article} /> },
            license,
            ...numbers(),
          ]}
        >
          <Pager next={next} />
        </TableSection>
      )}
    </>
  );
};
