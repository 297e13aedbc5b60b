/** This month's top partners and articles by deliveries, and reasons of refusals, linked to their entries. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { BreakdownRanks } from '../parts/breakdown-ranks.tsx';
import { Empty, Section } from '../parts/small.tsx';

type Breakdown = Schema<'LogBreakdown'>;

/** `from`: start of the month. */
export const Tops: FC<{ delivered: Breakdown; codes: Breakdown['codes']; from: string }> = (props) => {
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
          {partners.length > 0 && (
            <BreakdownRanks title={t('overview.top_partners')} by="partner" {...deliveries} />
          )}
          {articles.length > 0 && (
            <BreakdownRanks title={t('overview.top_articles')} by="article" {...deliveries} />
          )}
          {codes.length > 0 && (
            <BreakdownRanks
              title={t('overview.top_reasons')}
              by="code"
              breakdown={{ ...delivered, codes }}
              logHref={hrefOf}
            />
          )}
        </div>
      </Section>
    </div>
  );
};
