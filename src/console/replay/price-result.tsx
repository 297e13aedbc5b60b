import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { FaultNote } from '../licenses/fault-note.tsx';
import { Chart } from '../parts/chart.tsx';
import { AbsentMonths } from '../parts/list-tools.tsx';
import { FiguresTable } from '../reports/usage-sheet.tsx';
import { Undecided } from './replay-result.tsx';

type Answer = Schema<'PriceAnswer'>;

interface PriceProps {
  answer: Answer;
  /** Formats the price of units, if known. */
  amount: ((units: number) => string) | null;
}

export const PriceResult: FC<PriceProps> = ({ answer, amount }) => {
  const { t, names } = useView();
  const { units, quota, clashes, totals, warnings, archived } = answer;
  const { asked, permitted, refused, sections, types, titles, days, notDecided } = totals;
  const sum = sections.reduce((all, section) => all + section.units, 0);
  return (
    <>
      <h2>{t('replay.result')}</h2>
      <p class="answer">{t('replay.price_said', { asked, permitted, refused: asked - permitted })}</p>
      <p class="answer">
        {t('replay.cost', { count: units })}{' '}
        {amount && t('replay.at_price', { price: amount(1), amount: amount(units) })}
      </p>
      {quota && (
        <p>
          {t('replay.quota_is', { limit: quota.limit, per: t.word('per', quota.per) })}{' '}
          {quota.over === 0
            ? t('replay.quota_kept')
            : t(quota.onExceed === 'refuse' ? 'replay.quota_refused' : 'replay.quota_over', {
                count: quota.over,
              })}
        </p>
      )}
      <Undecided rows={notDecided} />
      <AbsentMonths archived={archived} />
      <FaultNote title="replay.clashes" faults={clashes} tone="bad" />
      <FaultNote faults={warnings ?? []} />
      {days.length > 1 && (
        <Chart
          title={t('replay.units_by_day')}
          labels={days.map(({ day }) => day)}
          series={[{ name: t('reports.units'), tone: 'mark', values: days.map((day) => day.units) }]}
        />
      )}
      <div class="columns">
        <FiguresTable title="replay.refused_for" rows={refused} nameOf={({ code }) => t.word('code', code)} />
        <FiguresTable title="reports.by_type" rows={types} nameOf={({ type }) => t.word('component', type)} />
        <FiguresTable
          title="reports.by_section"
          lead={sum !== units && <p class="soft">{t('replay.sections_sum', { sum, units })}</p>}
          rows={sections}
          nameOf={({ section }) => section || t('reports.none')}
        />
        <FiguresTable
          title="reports.by_title"
          rows={titles}
          nameOf={({ title }) => names.titleOf(title) ?? (title || t('reports.none_stated'))}
        />
      </div>
    </>
  );
};
