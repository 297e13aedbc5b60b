/** Charts of the filtered log: over time, by partner, section and reason. Figures link to their entries. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { BreakdownRanks } from '../parts/breakdown-ranks.tsx';
import { Chart, Ranks, type Series, useSeries } from '../parts/chart.tsx';
import { type Filters, hrefOf } from './filters.ts';

export type Breakdown = Schema<'LogBreakdown'>;
export type RefusalCount = Schema<'RefusalCount'>;

interface ChartsProps {
  filters: Filters;
  breakdown: Breakdown;
  /** Refusals that are counted without log entries; null if the filters exclude them. */
  counted: { items: RefusalCount[]; isAll: boolean } | null;
}

export const Charts: FC<ChartsProps> = ({ filters, breakdown, counted }) => {
  const { t, zone } = useView();
  const { timeline, partners, sections } = breakdown;
  const [label = String, tick = String] = useTimeLabels(breakdown.every);
  const ends = [...timeline.slice(1).map(({ at }) => at), breakdown.to ?? undefined];
  const hrefAt = (index: number) => hrefOf(filters, { from: timeline[index]?.at, to: ends[index] });
  const ranked = { breakdown, logHref: (query: Record<string, string>) => hrefOf(filters, query) };
  const ranksBy = (by: 'partner' | 'section' | 'code') => (
    <BreakdownRanks title={t(`deliveries.by_${by}`)} by={by} {...ranked} />
  );
  const values = timeline.map((slot) => slot.entries);
  const entries: Series = { name: t('deliveries.entries'), tone: 'mark', values };
  const uses = useSeries('overview', timeline).filter(({ values }) => values.some((count) => count > 0));
  return (
    <div id="charts" class="charts">
      <Chart
        title={t(`deliveries.every.${breakdown.every}`)}
        labels={timeline.map(({ at }) => label(at))}
        ticks={timeline.map(({ at }) => tick(at))}
        hrefs={timeline.map((_, index) => hrefAt(index))}
        series={uses.length > 0 ? uses : [entries]}
        zone={zone}
      />
      <div class="columns">
        {partners.length > 1 && ranksBy('partner')}
        {sections.length > 1 && ranksBy('section')}
        {ranksBy('code')}
        {counted && counted.items.length > 0 && <CountedRefusals {...counted} />}
      </div>
    </div>
  );
};

/** Refusals of unidentified or malformed requests, which are only counted per minute, not logged. */
const CountedRefusals: FC<{ items: RefusalCount[]; isAll: boolean }> = ({ items, isAll }) => {
  const { t } = useView();
  const sums = new Map<string, number>();
  for (const { code, count } of items) sums.set(code, (sums.get(code) ?? 0) + count);
  const rows = [...sums].map(([code, value]) => ({ label: t.word('counted', code), value }));
  return (
    <div>
      <Ranks
        title={t('deliveries.counted')}
        head={t('deliveries.by.code')}
        unit={t('deliveries.requests')}
        rows={rows.sort((a, b) => b.value - a.value)}
      />
      <p class="hint">{t(isAll ? 'deliveries.counted_hint' : 'deliveries.counted_newest')}</p>
    </div>
  );
};

function useTimeLabels(every: Breakdown['every']): ((at: string) => string)[] {
  const { t, zone } = useView();
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const day = { day: 'numeric', month: 'short' } as const;
  const parts: Record<Breakdown['every'], Intl.DateTimeFormatOptions[]> = {
    hour: [{ ...day, ...time }, time],
    day: [{ ...day, year: 'numeric' }, day],
    week: [{ ...day, year: 'numeric' }, day],
    month: [
      { month: 'short', year: 'numeric' },
      { month: 'short', year: '2-digit' },
    ],
  };
  return parts[every].map((options) => (at) => t.date(at, { timeZone: zone, ...options }));
}
