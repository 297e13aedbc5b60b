import type { FC } from 'hono/jsx';
import { dayAfter } from '../../audit/reports/period.ts';
import type { Schema } from '../frame/api.ts';
import { toInstant } from '../frame/instant.ts';
import { useView } from '../frame/view.ts';
import { Chart, useDates, useSeries } from '../parts/chart.tsx';
import { Empty, Section } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import type { ReportData } from './kinds.ts';

type Point = Schema<'ActivityReport'>['timeline'][number];

export const ActivityContent: FC<ReportData<Schema<'ActivityReport'>>> = ({ data, query }) => {
  const { t, names } = useView();
  const dates = useDates();
  const { timeline, hours, totals } = data;
  if (totals.entries === 0) return <Empty text="reports.nothing_used" />;
  const { license } = query;
  const zone = names.get(license ?? '')?.timeZone ?? 'UTC';
  // Days of several zones are no span of the log.
  const logHref = (at: string, kind: string) => {
    if (!license) return undefined;
    const day = at.slice(0, 10);
    const isDay = at === day;
    const from = toInstant(isDay ? day : `${at}:00`, zone) ?? '';
    const hourLater = () => new Date(Date.parse(from) + 3_600_000).toISOString();
    const to = isDay ? (toInstant(dayAfter(day), zone) ?? '') : hourLater();
    return `/v1/audit/deliveries?${new URLSearchParams({ from, to, license, kind })}`;
  };
  return (
    <>
      <Chart
        title={t('reports.activity')}
        labels={timeline.map(({ at }) => at)}
        series={useSeries('reports', timeline)}
        zone={license ? zone : null}
      />
      <Section title={t('reports.by_hour')}>
        <Chart
          title={t('reports.by_hour')}
          labels={hours.map(({ hour }) => hour)}
          series={useSeries('reports', hours)}
        />
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
