/** The last 30 days of a partner or license, on its own page: traffic, quotas, and what was refused. */
import type { FC } from 'hono/jsx';
import { type Schema, tried } from '../frame/api.ts';
import { type ConsoleView, useView } from '../frame/view.ts';
import { Chart, percentOf } from '../parts/chart.tsx';
import { EntryLink } from '../parts/entity.tsx';
import { QuotaBar } from '../parts/quota.tsx';
import { Empty, Facts, Note, Section, Time } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import { mayGo, To } from '../parts/to.tsx';

export type Activity = Schema<'Activity'>;
type Of = { license: string } | { partner: string };

/** Null: it cannot be read now, which does not keep the rest of the page from anyone. */
export async function activityOf({ api }: ConsoleView, of: Of): Promise<Activity | null> {
  const answer = await tried(api.GET('/v1/audit/activity', { params: { query: of } }));
  return answer.ok ? answer.value : null;
}

interface SectionProps {
  of: Of;
  activity: Activity | null;
  /** What licenses are called, where there may be several. */
  references?: Map<string, string>;
}

export const ActivitySection: FC<SectionProps> = ({ of, activity, references }) => {
  const { t } = useView();
  const list = (query: Record<string, string> = {}) =>
    `/console/deliveries?${new URLSearchParams({ ...of, ...query })}`;
  return (
    <Section title={t('activity.title')} id="activity" actions={<To href={list()}>{t('activity.all')}</To>}>
      {activity === null ? (
        <Note tone="warn">{t('activity.unknown')}</Note>
      ) : (
        <>
          {activity.quotas.map((quota) => (
            <QuotaBar of={quota}>
              {references && (
                <a href={`/console/licenses/${quota.license}`}>
                  {references.get(quota.license) ?? t('activity.license')}
                </a>
              )}
            </QuotaBar>
          ))}
          {activity.lastRequestAt === null ? (
            <Empty text="activity.none" />
          ) : (
            <Traffic activity={activity} list={list} />
          )}
        </>
      )}
    </Section>
  );
};

const total = (days: Activity['days'], name: 'deliveries' | 'refusals' | 'units') =>
  days.reduce((sum, day) => sum + day[name], 0);

interface TrafficProps {
  activity: Activity;
  list: (query: Record<string, string>) => string;
}

const Traffic: FC<TrafficProps> = ({ activity, list }) => {
  const { t } = useView();
  const { days, previous, reasons, lastRequestAt, from, refusals } = activity;
  const [delivered, refused] = [total(days, 'deliveries'), total(days, 'refusals')];
  const requests = (all: Activity['days']) => all.map((day) => day.deliveries + day.refusals);
  return (
    <>
      <Facts
        rows={[
          ['activity.last', <Time at={lastRequestAt} />],
          [
            'activity.units',
            t('activity.units_before', { units: total(days, 'units'), before: total(previous, 'units') }),
          ],
          [
            'activity.rate',
            t('activity.rate_of', {
              rate: percentOf(t.language, delivered + refused > 0 ? refused / (delivered + refused) : null),
              refused,
              requests: delivered + refused,
            }),
          ],
          [
            'activity.reasons',
            reasons.length > 0 && (
              <ul class="plain-list">
                {reasons.map(({ code, entries }) => (
                  <li>
                    <To href={list({ kind: 'refusal', code, from })}>{t.word('code', code)}</To>{' '}
                    {t.number(entries)}
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
      <Chart
        title={t('activity.chart')}
        labels={days.map(({ day }) => day)}
        series={[
          { name: t('overview.deliveries'), tone: 'good', values: days.map((day) => day.deliveries) },
          { name: t('overview.refusals'), tone: 'bad', values: days.map((day) => day.refusals) },
        ]}
        previous={requests(previous)}
      />
      {refusals.length > 0 && <Refusals refusals={refusals} />}
    </>
  );
};

const Refusals: FC<Pick<Activity, 'refusals'>> = ({ refusals }) => {
  const view = useView();
  const { t } = view;
  const asksWhy = mayGo(view, '/console/decisions');
  return (
    <>
      <h3>{t('activity.refusals')}</h3>
      <Table
        caption={t('activity.refusals')}
        rows={refusals}
        empty=""
        columns={[
          {
            label: 'deliveries.time',
            cell: ({ entry, at }) => (
              <EntryLink id={entry}>
                <Time at={at} />
              </EntryLink>
            ),
          },
          {
            label: 'deliveries.by.article',
            cell: ({ article, headline }) => (
              <To href={`/console/articles/${article}`}>{headline ?? t('activity.article')}</To>
            ),
          },
          { label: 'deliveries.by.code', cell: ({ code }) => t.word('code', code) },
          ...(asksWhy
            ? [
                {
                  label: 'activity.why' as const,
                  cell: ({ entry }: Activity['refusals'][number]) => (
                    <a href={`/console/decisions?entry=${entry}`}>{t('activity.why_link')}</a>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
};
