/** Traffic, quotas and refusals of a partner or license over the last 30 days. */
import type { FC } from 'hono/jsx';
import { type Schema, toResult } from '../frame/api.ts';
import { zoneOrUtc } from '../frame/contract-day.ts';
import { type ConsoleView, useView } from '../frame/view.ts';
import { Chart, percentOf, useSeries } from '../parts/chart.tsx';
import { EntityLink, EntryTime } from '../parts/entity.tsx';
import { AuthorizedLink } from '../parts/link.tsx';
import { QuotaBar } from '../parts/quota.tsx';
import { Empty, Facts, List, Note, Section, Time } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';

export type Activity = Schema<'Activity'>;
type ActivityScope = { license: string } | { partner: string };

/** Null if the activity cannot be loaded; the rest of the page still is. */
export async function activityOf({ api }: ConsoleView, scope: ActivityScope): Promise<Activity | null> {
  const answer = await toResult(api.GET('/v1/audit/activity', { params: { query: scope } }));
  return answer.ok ? answer.value : null;
}

interface SectionProps {
  scope: ActivityScope;
  activity: Activity | null;
  /** Of its licenses. */
  zones: (string | undefined)[];
  /** License references by id, if there are several licenses. */
  references?: Map<string, string>;
}

export const ActivitySection: FC<SectionProps> = ({ scope, activity, zones, references }) => {
  const { t } = useView();
  const [zone = 'UTC', otherZone] = new Set(zones.map(zoneOrUtc));
  const list = (query: Record<string, string> = {}) =>
    `/console/deliveries?${new URLSearchParams({ ...scope, ...query })}`;
  return (
    <Section
      title={t('activity.title')}
      id="activity"
      actions={<AuthorizedLink href={list()}>{t('activity.all')}</AuthorizedLink>}
    >
      {activity === null ? (
        <Note tone="warn">{t('activity.unknown')}</Note>
      ) : (
        <>
          {activity.quotas.map((quota) => (
            <QuotaBar quota={quota}>
              {references && (
                <a href={`/console/licenses/${quota.license}`}>
                  {references.get(quota.license) ?? t('activity.license')}
                </a>
              )}
            </QuotaBar>
          ))}
          {activity.quotas[0] && <p class="soft">{t('quota.unit')}</p>}
          {activity.lastRequestAt === null ? (
            <Empty text="activity.none" />
          ) : (
            <Traffic activity={activity} zone={otherZone ? null : zone} list={list} />
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
  zone: string | null;
  list: (query: Record<string, string>) => string;
}

const Traffic: FC<TrafficProps> = ({ activity, zone, list }) => {
  const { t } = useView();
  const { days, previous, reasons, lastRequestAt, from, refusals } = activity;
  const [delivered, refused] = [total(days, 'deliveries'), total(days, 'refusals')];
  const requestsOf = (days: Activity['days']) => days.map((day) => day.deliveries + day.refusals);
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
              <List
                class="plain-list"
                items={reasons.map(({ code, entries }) => [
                  <AuthorizedLink href={list({ kind: 'refusal', code, from })}>
                    {t.word('code', code)}
                  </AuthorizedLink>,
                  ` ${t.number(entries)}`,
                ])}
              />
            ),
          ],
        ]}
      />
      <Chart
        title={t('activity.chart')}
        labels={days.map(({ day }) => day)}
        series={useSeries('overview', days)}
        previous={requestsOf(previous)}
        zone={zone}
      />
      {refusals.length > 0 && <Refusals refusals={refusals} />}
    </>
  );
};

const Refusals: FC<Pick<Activity, 'refusals'>> = ({ refusals }) => {
  const { t, mayGo } = useView();
  const asksWhy = mayGo('/console/decisions');
  return (
    <>
      <h3>{t('activity.refusals')}</h3>
      <Table
        caption={t('activity.refusals')}
        rows={refusals}
        columns={[
          { label: 'deliveries.time', cell: ({ entry, at }) => <EntryTime id={entry} at={at} /> },
          {
            label: 'deliveries.by.article',
            cell: ({ article, headline }) => (
              <EntityLink id={article} fallback={headline ?? t('activity.article')} />
            ),
          },
          { label: 'deliveries.by.code', cell: ({ code }) => t.word('code', code) },
          asksWhy && {
            label: 'activity.why',
            cell: ({ entry }) => <a href={`/console/decisions?entry=${entry}`}>{t('activity.why_link')}</a>,
          },
        ]}
      />
    </>
  );
};
