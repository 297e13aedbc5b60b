/** Report for a collecting society, with the first rows of its file. */
import type { FC } from 'hono/jsx';
import { csvRows } from '../../audit/csv-rows.ts';
import { useView } from '../frame/view.ts';
import { Day, Empty } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import type { ReportData } from './kinds.ts';

const ROWS_MAX = 100;

export const SocietyContent: FC<ReportData<string>> = ({ data }) => {
  const { t } = useView();
  const rows = csvRows(data);
  const reach = (row: Record<string, string>) =>
    (['end_users', 'subscribers', 'readers', 'circulation'] as const)
      .filter((figure) => row[figure])
      .map((figure) => `${t.number(Number(row[figure]))} ${t.word('figure', figure)}`)
      .join(', ');
  const total = rows.reduce((sum, row) => sum + Number(row.deliveries), 0);
  return (
    <>
      {rows.length > ROWS_MAX && <p>{t('reports.first_rows', { shown: ROWS_MAX, count: rows.length })}</p>}
      <Table
        caption={t('reports.society')}
        rows={rows.slice(0, ROWS_MAX)}
        empty={<Empty text="reports.society_empty" />}
        columns={[
          {
            label: 'reports.headline',
            cell: ({ item = '', headline, uri, version }) => (
              <span class="long">
                <a href={`/console/reports/article?article=${item}`}>{headline || uri}</a>
                <span class="beneath">{`${t('reports.version')} ${version}`}</span>
              </span>
            ),
          },
          {
            label: 'reports.partner',
            cell: ({ partner_name, partner, title_name, title }) => (
              <span class="long">
                {partner_name || partner}
                <span class="beneath">{title_name || title || t('reports.none_stated')}</span>
              </span>
            ),
          },
          {
            label: 'reports.components',
            cell: ({ components = '' }) =>
              components
                .split(' ')
                .map((type) => t.word('component', type))
                .join(', '),
          },
          { label: 'reports.first', cell: ({ first_delivery = '' }) => <Day date={first_delivery} /> },
          { label: 'reports.reach', cell: reach },
          { label: 'reports.deliveries', number: ({ deliveries }) => Number(deliveries), total },
        ]}
      />
    </>
  );
};
