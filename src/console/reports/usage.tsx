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

/** Rows per page, those with the most units; the file has all. */
const LINES_MAX = 200;

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
  const lines = [...data.items].sort(
    (a, b) =>
      (b.billing?.billed ?? 0) - (a.billing?.billed ?? 0) ||
      (b[env]?.entries ?? 0) - (a[env]?.entries ?? 0) ||
      (a.license < b.license ? -1 : 1),
  );
  const { totals } = data;
  const more = lines.length - LINES_MAX;
  return (
    <>
      {running}
      <Table
        caption={t('reports.usage')}
        rows={lines.slice(0, LINES_MAX)}
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
