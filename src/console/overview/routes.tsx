import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { dateIn } from '../../ledger/time-zone.ts';
import { isSampleAgency } from '../../platform/env.ts';
import { type Schema, toResult, unwrap } from '../frame/api.ts';
import { toInstant } from '../frame/instant.ts';
import { consolePage } from '../frame/page.tsx';
import { type ConsoleEnv, useView } from '../frame/view.ts';
import { BreakdownRanks } from '../parts/breakdown-ranks.tsx';
import { Empty, Heading, Section } from '../parts/small.tsx';
import { OverviewPage } from './page.tsx';

export const overviewPages = new Hono<ConsoleEnv>();

const HOLDS = 200;

overviewPages.get('/', async (c) => {
  const { view } = c.var;
  const { api, zone, t } = view;
  const sheet = { title: t('nav.overview') };
  if (c.req.query('top') !== undefined) {
    const first = `${dateIn(zone, view.now).slice(0, 7)}-01`;
    const from = toInstant(first, zone) ?? first;
    const count = (query: object) =>
      unwrap(api.GET('/v1/audit/reports/breakdown', { params: { query: { from, zone, ...query } } }));
    const [delivered, all] = await Promise.all([count({ kind: 'delivery', articles: 'true' }), count({})]);
    const page = (
      <>
        <Heading title={t('nav.overview')} />
        <Tops delivered={delivered} codes={all.codes} from={from} />
      </>
    );
    return consolePage(c, sheet, page);
  }
  const [overview, health, holds] = await Promise.all([
    unwrap(api.GET('/v1/admin/overview', { params: { query: { zone } } })),
    // The page reports a failure of the ledger instead of failing.
    toResult(api.GET('/v1/admin/health')),
    view.mayGo('/console/retention/holds')
      ? toResult(api.GET('/v1/audit/holds', { params: { query: { open: 'true' as never, limit: HOLDS } } }))
      : null,
  ]);
  return consolePage(
    c,
    sheet,
    <OverviewPage
      overview={overview}
      health={health.ok ? health.value : null}
      holds={holds?.ok ? holds.value : null}
      configured={{
        agency: !isSampleAgency(c.env),
        contact: Boolean(c.env.AGENCY_CONTACT?.trim()),
        alerts: Boolean(c.env.ALERT_WEBHOOKS?.trim()),
      }}
    />,
  );
});

type Breakdown = Schema<'LogBreakdown'>;

/** `from`: start of the month. */
const Tops: FC<{ delivered: Breakdown; codes: Breakdown['codes']; from: string }> = (props) => {
  const { delivered, codes, from } = props;
  const { t, zone } = useView();
  const { partners, articles = [] } = delivered;
  const hrefOf = (query: Record<string, string>) =>
    `/console/deliveries?${new URLSearchParams({ ...query, from })}`;
  const deliveries = {
    breakdown: delivered,
    unit: t('reports.deliveries'),
    logHref: (query: Record<string, string>) => hrefOf({ ...query, kind: 'delivery' }),
  };
  const isEmpty = partners.length + articles.length + codes.length === 0;
  return (
    <div id="tops" class="charts">
      <Section title={`${t('overview.tops')} (${t('chart.zone', { zone })})`}>
        {isEmpty && <Empty text="overview.tops_none" />}
        <div class="columns">
          <BreakdownRanks title={t('overview.top_partners')} by="partner" {...deliveries} />
          <BreakdownRanks title={t('overview.top_articles')} by="article" {...deliveries} />
          <BreakdownRanks
            title={t('overview.top_reasons')}
            by="code"
            breakdown={{ ...delivered, codes }}
            logHref={hrefOf}
          />
        </div>
      </Section>
    </div>
  );
};
