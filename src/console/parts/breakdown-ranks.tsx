/** Ranking of log entries by partner, article, section or reason, linked to the entries; nothing without any. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Ranks } from './chart.tsx';

const ROWS_MAX = 4;

interface RanksProps {
  title: string;
  by: 'partner' | 'article' | 'section' | 'code';
  breakdown: Schema<'LogBreakdown'>;
  unit?: string;
  logHref(query: Record<string, string>): string;
}

export const BreakdownRanks: FC<RanksProps> = ({ title, by, breakdown, logHref, ...options }) => {
  const { t } = useView();
  const { partners, articles = [], sections, codes } = breakdown;
  const rows: Record<RanksProps['by'], [key: string, label: string, entries: number][]> = {
    partner: partners.map(({ partner, name, entries }) => [partner, name ?? partner, entries]),
    article: articles.map((row) => [row.article, row.headline ?? t('activity.article'), row.entries]),
    section: sections.map((row) => [row.section, row.section || t('deliveries.nothing'), row.entries]),
    code: codes.map(({ code, entries }) => [code, t.word('code', code), entries]),
  };
  const ranks = rows[by].map(([key, label, value]) => ({ label, href: logHref({ [by]: key }), value }));
  if (ranks.length === 0) return null;
  return (
    <Ranks
      title={title}
      head={t(`deliveries.by.${by}`)}
      unit={options.unit ?? t('deliveries.entries')}
      rows={ranks.slice(0, ROWS_MAX)}
      tone={by === 'code' ? 'bad' : 'mark'}
    />
  );
};
