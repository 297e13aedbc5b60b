/** This month's top partners, articles and refusal reasons, linked to their entries. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { BreakdownRanks } from '../parts/breakdown-ranks.tsx';
import { Empty, Section } from '../parts/small.tsx';

/** `from`: start of the month. */
export const Tops: FC<{ breakdown: Schema<'LogBreakdown'>; from: string }> = ({ breakdown, from }) => {
  const { t } = useView();
  const { partners, articles = [], codes } = breakdown;
  const logHref = (query: Record<string, string>) =>
    `/console/deliveries?${new URLSearchParams({ ...query, from })}`;
  const ranked = { breakdown, logHref };
  const isEmpty = partners.length + articles.length + codes.length === 0;
  return (
    <div id="tops" class="charts">
      <Section title={t('overview.tops')}>
        {isEmpty && <Empty text="overview.tops_none" />}
        <div class="columns">
          {partners.length > 0 && (
            <BreakdownRanks title={t('overview.top_partners')} by="partner" {...ranked} />
          )}
          {articles.length > 0 && (
            <BreakdownRanks title={t('overview.top_articles')} by="article" {...ranked} />
          )}
          {codes.length > 0 && <BreakdownRanks title={t('overview.top_reasons')} by="code" {...ranked} />}
        </div>
      </Section>
    </div>
  );
};
