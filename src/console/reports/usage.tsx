/** Usage: a row per license, or details of one. */
import type { FC } from 'hono/jsx';
import { dateIn } from '../../ledger/time-zone.ts';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Empty, Note } from '../parts/small.tsx';
import { Table, withQuery } from '../parts/table.tsx';
import { billedAs } from './bill.tsx';
import type { ReportData } from './kinds.ts';
import { USED, UsageSheet } from './usage-sheet.tsx';

type Report = Schema<'UsageReport'>;
type Line = Report['items'][number];

export const UsageContent: FC<ReportData<Report>> = ({ data, query }) => {
  const { t, url, now, zone } = useView();
  const env = query.env === 'test' ? 'test' : 'live';
  const [first] = data.items;
  const running = data.period.to >= dateIn(zone, now) && <Note tone="none">{t('reports.running')}</Note>;
  if (first && 'series' in first)
    return (
      <>
        {running}
        <UsageSheet usage={first} env={env} />
      </>
    );
  const { items, totals, lines = 0 } = data;
  const more = lines - items.length;
  return (
    <>
      {running}
      <Table
        caption={t('reports.usage')}
        rows={items}
        empty={<Empty text="reports.usage_empty" />}
        columns={[
          {
            label: 'reports.license',
            cell: ({ license }) => (
              <EntityLink id={license} href={withQuery(url, { license, partner: null })} />
            ),
          },
          ...USED.map((name) => ({
            label: `reports.${name}` as const,
            number: (row: Line) => row[env]?.[name],
            href: (row: Line) => row[env]?.links[name],
            total: totals[name],
          })),
          ...(env === 'live' ? (['overage', 'shortfall', 'adjusted', 'billed'] as const) : []).map(
            (name) => ({
              label: `reports.${name}` as const,
              number: ({ billing }: Line) => (billing ? billedAs(name, billing) : 0),
              total: totals[name],
            }),
          ),
        ]}
      />
      {more > 0 && <Note tone="none">{t('reports.more_lines', { count: more })}</Note>}
    </>
  );
};
