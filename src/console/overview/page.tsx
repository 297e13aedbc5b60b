import type { FC } from 'hono/jsx';
import type { Page, Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { findingsWords, type Health } from '../health/health.ts';
import { Chart, percentOf, useSeries } from '../parts/chart.tsx';
import { Later } from '../parts/link.tsx';
import { Badge, Empty, Facts, Heading, Section, Time } from '../parts/small.tsx';
import { Attention } from './attention.tsx';
import { byDay } from './figures.ts';

export type Overview = Schema<'Overview'>;

export interface OverviewProps {
  overview: Overview;
  health: Health | null;
  /** Legal holds in force; null if the viewer may not see them. */
  holds: Page<Schema<'Hold'>> | null;
  /** What the configuration sets: the agency itself, a contact for the public, and receivers of alerts. */
  configured: { agency: boolean; contact: boolean; alerts: boolean };
}

export const OverviewPage: FC<OverviewProps> = ({ overview, health, holds, configured }) => {
  const { t, mayGo } = useView();
  const { desk, activity } = overview;
  const has = desk && { ...desk.has, ...configured };
  const steps = STEPS.filter(({ href }) => mayGo(href)).map(({ step, ...rest }) => {
    return { ...rest, text: t(`overview.step_${step}`), isDone: has?.[step] ?? true };
  });
  const left = steps.filter(({ isDone }) => !isDone);
  if (activity.length === 0 && left.some(({ canWait }) => !canWait))
    return (
      <>
        <Heading title={t('overview.setup')} lead={t('overview.setup_lead')} />
        <Steps steps={steps} />
      </>
    );
  return (
    <>
      <Heading title={t('nav.overview')} lead={t('overview.lead')} />
      <Attention overview={overview} health={health} />
      {left.length > 0 && (
        <Section title={t('overview.setup_left')}>
          <Steps steps={left} />
        </Section>
      )}
      {activity.length > 0 && <Comparison months={overview.months} />}
      <Activity activity={activity} />
      {activity.length > 0 && <Later id="tops" href="/console?top=1" label="overview.tops_show" />}
      {desk && desk.embargoes.count > 0 && <Embargoes {...desk.embargoes} />}
      {!desk && <Integrity health={health} holds={holds} />}
      <p class="apart">
        {t('health.card')}: <Badge list="health" value={health?.status ?? 'away'} />{' '}
        <a href="/console/health">{t('health.more')}</a>
      </p>
    </>
  );
};

type Step = keyof NonNullable<Overview['desk']>['has'] | keyof OverviewProps['configured'];

/** Setup steps of a new gateway, in order. `canWait`: partners can fetch articles without it. */
const STEPS: { step: Step; href: string; canWait?: boolean }[] = [
  { step: 'agency', href: '/console/health#agency', canWait: true },
  { step: 'partners', href: '/console/partners/new' },
  { step: 'products', href: '/console/products/new' },
  { step: 'licenses', href: '/console/licenses/new' },
  { step: 'keys', href: '/console/keys/new' },
  { step: 'newsroom', href: '/console/operators/new?role=ingest', canWait: true },
  { step: 'articles', href: '/console/articles' },
  { step: 'auditors', href: '/console/operators/new?role=auditor', canWait: true },
  { step: 'contact', href: '/console/health#contact', canWait: true },
  { step: 'alerts', href: '/console/health#alerts', canWait: true },
];

const Steps: FC<{ steps: { text: string; href: string; isDone: boolean }[] }> = ({ steps }) => (
  <ol class="steps">
    {steps.map(({ text, href, isDone }) => (
      <li>
        {isDone ? text : <a href={href}>{text}</a>}{' '}
        {isDone && <span class="badge good">{useView().t('overview.step_done')}</span>}
      </li>
    ))}
  </ol>
);

type Sums = Overview['months']['current'];

const Comparison: FC<{ months: Overview['months'] }> = ({ months: { current, previous } }) => {
  const { t } = useView();
  const rate = ({ deliveries, refusals }: Sums) =>
    deliveries + refusals > 0 ? refusals / (deliveries + refusals) : null;
  const change = (current: number, previous: number) =>
    previous === 0 || current === previous
      ? ''
      : ` (${current >= previous ? '+' : '−'}${percentOf(t.language, Math.abs(current / previous - 1))})`;
  const count = (name: 'units' | 'deliveries' | 'partners') => [
    t.number(current[name]),
    t.number(previous[name]) + change(current[name], previous[name]),
  ];
  const rates = [current, previous].map((sums) => percentOf(t.language, rate(sums)));
  const cards: [MessageKey, string[]][] = [
    ['overview.units', count('units')],
    ['overview.deliveries_title', count('deliveries')],
    ['overview.rate', rates],
    ['overview.partners', count('partners')],
  ];
  return (
    <Section
      title={t('overview.month')}
      actions={<a href="/console/reports/usage">{t('overview.usage_do')}</a>}
    >
      <p class="hint">{t('overview.month_hint')}</p>
      <div class="cards">
        {cards.map(([label, [now = '', before = '']]) => (
          <div class="card">
            <h3>{t(label)}</h3>
            <p class="figure">{now}</p>
            <p class="soft">{t('overview.last_month', { value: before })}</p>
          </div>
        ))}
      </div>
    </Section>
  );
};

const Activity: FC<Pick<Overview, 'activity'>> = ({ activity }) => {
  const { t, now, zone } = useView();
  const { days, previous } = byDay(activity, { nowMs: now, zone });
  const hasAny = days.some(({ deliveries, refusals }) => deliveries + refusals > 0);
  return (
    <Section title={t('overview.activity')}>
      {hasAny ? (
        <Chart
          title={t('overview.last_days')}
          labels={days.map(({ day }) => day)}
          hrefs={days.map(({ day }) => `/console/deliveries?${new URLSearchParams({ from: day, to: day })}`)}
          series={useSeries('overview', days)}
          previous={previous}
          zone={zone}
        />
      ) : (
        <Empty text="overview.activity_none">
          <a href="/">{t('overview.first_delivery')}</a>
        </Empty>
      )}
    </Section>
  );
};

const Embargoes: FC<NonNullable<Overview['desk']>['embargoes']> = ({ items }) => {
  const { t } = useView();
  return (
    <Section
      title={t('overview.embargoes')}
      actions={<a href="/console/articles?state=embargoed">{t('overview.all')}</a>}
    >
      <ul class="lines">
        {items.map(({ article, headline, embargoedUntil }) => (
          <li>
            <a href={`/console/articles/${article}`}>{headline ?? article}</a>{' '}
            <span class="soft">
              <Time at={embargoedUntil} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** For auditors: integrity of the log, and holds. */
const Integrity: FC<Pick<OverviewProps, 'health' | 'holds'>> = ({ health, holds }) => {
  const { t } = useView();
  const { checkpoint = null, objects = [] } = health ?? {};
  const walked = objects.map(({ walkedAt }) => walkedAt).sort();
  return (
    <Section title={t('overview.integrity')}>
      <Facts
        rows={[
          [
            'overview.checkpoint',
            checkpoint ? (
              <>
                <a href="/console/log">
                  <Time at={checkpoint.at} />
                </a>{' '}
                {t('health.checkpoint_size', { count: checkpoint.size })}
              </>
            ) : (
              t('health.no_checkpoint')
            ),
          ],
          ['overview.verified', walked[0] ? <Time at={walked[0]} /> : t('health.not_walked')],
          ['overview.faults', findingsWords(t, health)],
          [
            'overview.holds',
            holds && (
              <>
                <a href="/console/retention/holds">
                  {t('overview.holds_in_force', { count: holds.items.length })}
                </a>{' '}
                {holds.items.length > 0 &&
                  t.rich('overview.holds_newest', { at: <Time at={holds.items.at(-1)?.since} /> })}
              </>
            ),
          ],
        ]}
      />
    </Section>
  );
};
