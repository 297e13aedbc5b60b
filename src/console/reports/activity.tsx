import type { FC } from 'hono/jsx';
import { dayAfter } from '../../audit/reports/period.ts';
import type { Schema } from '../frame/api.ts';
import { toInstant } from '../frame/instant.ts';
import { useView } from '../frame/view.ts';
import { Chart, useDates } from '../parts/chart.tsx';
import { Empty, Section } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import type { ReportData } from './kinds.ts';

type Point = Schema<'ActivityReport'>['timeline'][number];

export const ActivityContent: FC<ReportData<Schema<'ActivityReport'>>> = ({ data, query }) => {
  const { t, names } = useView();
  const dates = useDates();
  const { timeline, hours, totals } = data;
  if (totals.entries === 0) return <Empty text="reports.nothing_used" />;
  // Without a license, days are UTC, as licenses have different zones.
  const { license } = query;
  const zone = names.get(license ?? '')?.timeZone ?? 'UTC';
  const series = (points: Omit<Point, 'at'>[]) => [
    { name: t('reports.deliveries'), tone: 'good' as const, values: points.map((point) => point.deliveries) },
    { name: t('reports.refusals'), tone: 'bad' as const, values: points.map((point) => point.refusals) },
  ];
  const logHref = (at: string, kind?: string) => {
    const day = at.slice(0, 10);
    const from = at.length > 10 ? `${at}:00` : day;
    const start = toInstant(from, zone) ?? '';
    const end =
      at.length > 10
        ? new Date(Date.parse(start) + 3_600_000).toISOString()
        : (toInstant(dayAfter(day), zone) ?? '');
    return `/v1/audit/deliveries?${new URLSearchParams({ from: start, to: end, ...(license && { license }), ...(kind && { kind }) })}`;
  };
  return (
    <>
      <Chart title={t('reports.activity')} labels={timeline.map(({ at }) => at)} series={series(timeline)} />
      <Section title={t('reports.by_hour')}>
        <Chart title={t('reports.by_hour')} labels={hours.map(({ hour }) => hour)} series={series(hours)} />
      </Section>
      <Section title={t('reports.entries')}>
        <Table
          caption={t('reports.activity')}
          rows={timeline}
          columns={[
            { label: 'reports.when', cell: ({ at }) => dates(at, 'medium') },
            ...(['deliveries', 'refusals'] as const).map((name) => ({
              label: `reports.${name}` as const,
              number: (point: Point) => point[name],
              href: ({ at }: Point) => logHref(at, name === 'deliveries' ? 'delivery' : 'refusal'),
              total: totals[name],
            })),
          ]}
        />
      </Section>
    </>
  );
};
