/** This month's top partners, articles and refusal reasons, linked to their entries. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { type Rank, Ranks } from '../parts/chart.tsx';
import { Empty, Section } from '../parts/small.tsx';

const LINES = 5;
const TOPS_URL = '/console?top=1';

/** Placeholder that loads the rankings, because they take longer than the page. Without scripts, a link. */
export const TopsLater: FC = () => {
  const { t } = useView();
  return (
    <div id="tops" hx-get={TOPS_URL} hx-trigger="load" hx-select="#tops" hx-swap="outerHTML">
      <p>
        <a href={TOPS_URL}>{t('overview.tops_show')}</a>
      </p>
    </div>
  );
};

/** `from`: start of the month. */
export const Tops: FC<{ breakdown: Schema<'LogBreakdown'>; from: string }> = ({ breakdown, from }) => {
  const { t } = useView();
  const { partners, articles = [], codes } = breakdown;
  const logHref = (query: Record<string, string>) =>
    `/console/deliveries?${new URLSearchParams({ ...query, from })}`;
  const lists: { title: string; head: string; rows: Rank[]; tone?: 'bad' }[] = [
    {
      title: t('overview.top_partners'),
      head: t('deliveries.by.partner'),
      rows: partners.map(({ partner, name, entries: value }) => ({
        label: name ?? partner,
        href: logHref({ partner }),
        value,
      })),
    },
    {
      title: t('overview.top_articles'),
      head: t('deliveries.by.article'),
      rows: articles.map(({ article, headline, entries: value }) => ({
        label: headline ?? t('activity.article'),
        href: logHref({ article }),
        value,
      })),
    },
    {
      title: t('overview.top_reasons'),
      head: t('deliveries.by.code'),
      tone: 'bad',
      rows: codes.map(({ code, entries: value }) => ({
        label: t.word('code', code),
        href: logHref({ code }),
        value,
      })),
    },
  ];
  const nonEmpty = lists.filter(({ rows }) => rows.length > 0);
  return (
    <div id="tops" class="charts">
      <Section title={t('overview.tops')}>
        {nonEmpty.length === 0 ? (
          <Empty text="overview.tops_none" />
        ) : (
          <div class="columns">
            {nonEmpty.map(({ title, head, rows, tone }) => (
              <Ranks
                title={title}
                head={head}
                unit={t('deliveries.entries')}
                rows={rows.slice(0, LINES)}
                {...(tone && { tone })}
              />
            ))}
          </div>
        )}
      </Section>
    </div>
  );
};
