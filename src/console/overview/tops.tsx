/** Who and what the month's traffic is of, and why requests were refused. Each line leads to the entries behind it. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { type Rank, Ranks } from '../parts/chart.tsx';
import { Empty, Section } from '../parts/small.tsx';

const LINES = 5;
const HERE = '/console?top=1';

/** In their place until they are there: they take longer than the rest of the page. Without a script, a link. */
export const TopsLater: FC = () => {
  const { t } = useView();
  return (
    <div id="tops" hx-get={HERE} hx-trigger="load" hx-select="#tops" hx-swap="outerHTML">
      <p>
        <a href={HERE}>{t('overview.tops_show')}</a>
      </p>
    </div>
  );
};

/** `from`: the first instant of the month. */
export const Tops: FC<{ breakdown: Schema<'LogBreakdown'>; from: string }> = ({ breakdown, from }) => {
  const { t } = useView();
  const { partners, articles = [], codes } = breakdown;
  const at = (query: Record<string, string>) =>
    `/console/deliveries?${new URLSearchParams({ ...query, from })}`;
  const lists: { title: string; of: string; rows: Rank[]; tone?: 'bad' }[] = [
    {
      title: t('overview.top_partners'),
      of: t('deliveries.by.partner'),
      rows: partners.map(({ partner, name, entries: value }) => ({
        label: name ?? partner,
        href: at({ partner }),
        value,
      })),
    },
    {
      title: t('overview.top_articles'),
      of: t('deliveries.by.article'),
      rows: articles.map(({ article, headline, entries: value }) => ({
        label: headline ?? t('activity.article'),
        href: at({ article }),
        value,
      })),
    },
    {
      title: t('overview.top_reasons'),
      of: t('deliveries.by.code'),
      tone: 'bad',
      rows: codes.map(({ code, entries: value }) => ({
        label: t.word('code', code),
        href: at({ code }),
        value,
      })),
    },
  ];
  const shown = lists.filter(({ rows }) => rows.length > 0);
  return (
    <div id="tops" class="charts">
      <Section title={t('overview.tops')}>
        {shown.length === 0 ? (
          <Empty text="overview.tops_none" />
        ) : (
          <div class="columns">
            {shown.map(({ title, of, rows, tone }) => (
              <Ranks
                title={title}
                of={of}
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
