/** The overview: what waits for somebody first, then how much went out and was refused. */
import type { Child, FC } from 'hono/jsx';
import type { components } from '../../../client/src/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { type Health, HealthCard } from '../health/card.tsx';
import { Bars } from '../parts/chart.tsx';
import { Badge, Empty, Heading, Section, Time } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import { byDay, byHour } from './figures.ts';

type Overview = components['schemas']['Overview'];
type Article = components['schemas']['ArticleLine'];

/** Where the API stops counting. */
const COUNTED_MAX = 1_000;

export const OverviewPage: FC<{ overview: Overview; health: Health | null }> = ({ overview, health }) => {
  const { t } = useView();
  const { desk, quotas, findings } = overview;
  return (
    <>
      <Heading title={t('nav.overview')} lead={t('overview.lead')} />
      {desk && <FirstSteps has={desk.has} />}
      <div class="cards wide-cards">
        {desk && <Unreviewed {...desk.unreviewed} />}
        <Quotas {...quotas} links={desk !== null} />
        {desk && <Ending {...desk.ending} />}
        {desk && <Embargoes {...desk.embargoes} />}
        <Findings {...findings} />
        <HealthCard health={health} />
      </div>
      <Activity figures={overview.activity} />
    </>
  );
};

interface Part<T> {
  count: number;
  items: T[];
}

type Line<K extends 'quotas' | 'findings'> = Overview[K]['items'][number];
type DeskLine<K extends 'ending' | 'embargoes' | 'unreviewed'> = NonNullable<
  Overview['desk']
>[K]['items'][number];

const Card: FC<{ title: MessageKey; none: MessageKey; count: number; all?: string; children?: Child }> = ({
  title,
  none,
  count,
  all,
  children,
}) => {
  const { t } = useView();
  return (
    <section class="card">
      <h2>{t(title)}</h2>
      <p class="figure">
        {count >= COUNTED_MAX ? t('overview.or_more', { number: COUNTED_MAX }) : t.number(count)}
      </p>
      {count === 0 ? <p class="soft">{t(none)}</p> : <ul class="lines">{children}</ul>}
      {all && count > 0 && (
        <p class="more">
          <a href={all}>{t('overview.all')}</a>
        </p>
      )}
    </section>
  );
};

const Quotas: FC<Part<Line<'quotas'>> & { complete: boolean; links: boolean }> = ({
  count,
  items,
  complete,
  links,
}) => {
  const { t } = useView();
  return (
    <Card
      title="overview.quotas"
      none={complete ? 'overview.quotas_none' : 'overview.quotas_unknown'}
      count={count}
    >
      {items.map(({ license, partner, used, limit, per, onExceed, resets }) => (
        <li>
          {links ? (
            <a href={`/console/licenses/${license}`}>{partner.name ?? partner.id}</a>
          ) : (
            (partner.name ?? partner.id)
          )}{' '}
          <meter min={0} max={limit} value={Math.min(used, limit)} aria-hidden="true" />
          <span class="soft">
            {t('overview.quota', { used, limit })} {t.word('per', per)}, {t.word('on_exceed', onExceed)};{' '}
            {t('overview.resets')} <Time at={resets} />
          </span>
        </li>
      ))}
    </Card>
  );
};

const Ending: FC<Part<DeskLine<'ending'>>> = ({ count, items }) => (
  <Card title="overview.ending" none="overview.ending_none" count={count} all="/console/licenses">
    {items.map(({ license, partner, ends }) => (
      <li>
        <a href={`/console/licenses/${license}`}>{partner.name ?? partner.id}</a>{' '}
        <span class="soft">
          <Time at={ends} day />
        </span>
      </li>
    ))}
  </Card>
);

const Embargoes: FC<Part<DeskLine<'embargoes'>>> = ({ count, items }) => (
  <Card title="overview.embargoes" none="overview.embargoes_none" count={count}>
    {items.map(({ article, headline, embargoedUntil }) => (
      <li>
        <a href={`/console/articles/${article}`}>{headline ?? article}</a>{' '}
        <span class="soft">
          <Time at={embargoedUntil} />
        </span>
      </li>
    ))}
  </Card>
);

const Unreviewed: FC<Part<DeskLine<'unreviewed'>>> = ({ count, items }) => (
  <Card title="overview.unreviewed" none="overview.unreviewed_none" count={count} all="/console/restrictions">
    {items.map(({ restriction, scope, text }) => (
      <li>
        <a href={`/console/restrictions/${restriction}`}>{text ?? scope}</a>
      </li>
    ))}
  </Card>
);

const Findings: FC<Part<Line<'findings'>>> = ({ count, items }) => {
  const { t } = useView();
  return (
    <Card
      title="overview.findings"
      none="overview.findings_none"
      count={count}
      all="/console/findings?state=open"
    >
      {items.map(({ kind, since }) => (
        <li>
          <a href="/console/findings?state=open">{t.word('discrepancy', kind)}</a>{' '}
          <span class="soft">
            <Time at={since} day />
          </span>
        </li>
      ))}
    </Card>
  );
};

const STEPS = [
  ['partners', '/console/partners/new'],
  ['products', '/console/products/new'],
  ['licenses', '/console/licenses/new'],
  ['keys', '/console/keys/new'],
  ['articles', '/console/articles'],
] as const;

/** Of an empty gateway: the next three things that are to be done, in the order in which they are possible. */
const FirstSteps: FC<{ has: NonNullable<Overview['desk']>['has'] }> = ({ has }) => {
  const { t } = useView();
  const steps = STEPS.filter(([what]) => !has[what]).slice(0, 3);
  if (steps.length === 0) return null;
  return (
    <section class="note first">
      <h2>{t('overview.begin', { count: steps.length })}</h2>
      <ol>
        {steps.map(([what, href]) => (
          <li>
            <a href={href}>{t(`overview.step_${what}`)}</a>
          </li>
        ))}
      </ol>
    </section>
  );
};

const Activity: FC<{ figures: Overview['activity'] }> = ({ figures }) => {
  const { t, now, zone } = useView();
  const day = new Intl.DateTimeFormat(t.language === 'en' ? 'en-GB' : t.language, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
  });
  const hours = byHour(figures, { nowMs: now, zone });
  const days = byDay(figures, {
    nowMs: now,
    zone,
    dayOf: (date) => day.format(new Date(`${date}T00:00:00Z`)),
  });
  const charts = [
    { title: t('overview.last_day'), figures: hours },
    { title: t('overview.last_month'), figures: days },
  ];
  const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
  return (
    <Section title={t('overview.activity')}>
      {sum([...days.deliveries, ...days.refusals]) === 0 ? (
        <Empty text="overview.activity_none" />
      ) : (
        <div class="columns">
          {charts.map(({ title, figures: { labels, deliveries, refusals } }) => (
            <div>
              <Bars
                title={title}
                labels={labels}
                series={[
                  { name: t('overview.deliveries'), tone: 'good', values: deliveries },
                  { name: t('overview.refusals'), tone: 'bad', values: refusals },
                ]}
              />
              <p class="soft">
                {t('overview.sums', { deliveries: sum(deliveries), refusals: sum(refusals) })}
              </p>
            </div>
          ))}
        </div>
      )}
    </Section>
  );
};

/** What the newsroom has sent last. */
export const NewsroomPage: FC<{ articles: Article[] }> = ({ articles }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={t('nav.overview')} lead={t('overview.newsroom_lead')}>
        <a class="button" href="/console/articles">
          {t('overview.all')}
        </a>
      </Heading>
      <Table
        caption={t('overview.newest')}
        rows={articles}
        empty={<Empty text="overview.newest_none" />}
        columns={[
          {
            label: 'overview.headline',
            cell: ({ id, headline, uri }) => <a href={`/console/articles/${id}`}>{headline || uri}</a>,
          },
          { label: 'overview.sections', cell: ({ sections }) => sections.join(', ') },
          { label: 'overview.status', cell: ({ pubStatus }) => <Badge list="status" value={pubStatus} /> },
          { label: 'overview.created', cell: ({ versionCreated }) => <Time at={versionCreated} /> },
        ]}
      />
    </>
  );
};
