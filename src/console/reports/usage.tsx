/** Usage: a line for each license, or all there is to tell of one. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Count } from '../parts/entries.tsx';
import { AbsentMonths } from '../parts/list-tools.tsx';
import { Empty, Note } from '../parts/small.tsx';
import { Table, withQuery } from '../parts/table.tsx';
import type { ReportData } from './pages.tsx';
import { UsageSheet } from './usage-sheet.tsx';

type Report = Schema<'UsageReport'>;

/** Lines of one page: those with the most on the bill; the file has all. */
const LINES_MAX = 200;

export const UsageContent: FC<ReportData<Report>> = ({ data, asked }) => {
  const { t, url } = useView();
  const env = asked.env === 'test' ? 'test' : 'live';
  const [one] = data.items;
  const absent = <AbsentMonths archived={data.archived} summed />;
  if (one && 'series' in one)
    return (
      <>
        {absent}
        <UsageSheet usage={one} env={env} />
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
      {absent}
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
          {
            label: 'reports.deliveries',
            numeric: true,
            cell: (row) => <Count of={row[env]?.deliveries} href={row[env]?.links.deliveries} />,
            total: t.number(totals.deliveries),
          },
          {
            label: 'reports.refusals',
            numeric: true,
            cell: (row) => <Count of={row[env]?.refusals} href={row[env]?.links.refusals} />,
            total: t.number(totals.refusals),
          },
          {
            label: 'reports.units',
            numeric: true,
            cell: (row) => <Count of={row[env]?.units} href={row[env]?.links.units} />,
            total: t.number(totals.units),
          },
          ...(env === 'live' ? (['overage', 'shortfall'] as const) : []).map((name) => ({
            label: `reports.${name}` as const,
            numeric: true,
            cell: (row: Report['items'][number]) => t.number(row.billing?.[name] ?? 0),
            total: t.number(totals[name]),
          })),
          ...(env === 'live'
            ? [
                {
                  label: 'reports.adjusted' as const,
                  numeric: true,
                  cell: (row: Report['items'][number]) => t.number(adjustedIn(row.billing)),
                  total: t.number(totals.adjusted),
                },
                {
                  label: 'reports.billed' as const,
                  numeric: true,
                  cell: (row: Report['items'][number]) => (
                    <strong>{t.number(row.billing?.billed ?? 0)}</strong>
                  ),
                  total: t.number(totals.billed),
                },
              ]
            : []),
        ]}
      />
      {more > 0 && (
        <Note tone="none">
          <p>{t('reports.more_lines', { count: more })}</p>
        </Note>
      )}
    </>
  );
};

const adjustedIn = (billing: Schema<'UsageBilling'> | undefined): number =>
  billing?.adjustments.reduce((sum, { units }) => sum + units, 0) ?? 0;
