/** Period selection, as a GET form so that the address can be shared. */
import type { FC } from 'hono/jsx';
import { adjacentPeriod, periodOf } from '../../audit/reports/period.ts';
import type { Fault } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Filter, type FilterProps } from './filter.tsx';
import { choicesAt, daysShown, isFinished, type PeriodQuery, periodName } from './period-choices.ts';
import { withQuery } from './table.tsx';

interface PeriodFieldsProps {
  query: PeriodQuery;
  zone: MessageKey;
  anyTime?: boolean;
  /** Offers no period that still runs. */
  finished?: boolean;
  faults?: Fault[] | undefined;
}

/** Controls `period`, `from` and `to`. `zone` names the days' zone; `anyTime` allows no period. */
export const PeriodFields: FC<PeriodFieldsProps> = ({ query, zone, anyTime, finished, faults }) => {
  const { t, now } = useView();
  const offered = choicesAt(now, finished);
  const { period = '', from = '', to = '' } = query;
  const isListed = period === '' || Object.values(offered).flat().includes(period);
  const choices = (names: string[], group?: MessageKey) =>
    names.map((value) => ({ value, label: periodName(value, t), ...(group && { group: t(group) }) }));
  return (
    <>
      <Filter
        name="period"
        label="period.label"
        value={period}
        describedBy="period-zone"
        faults={faults}
        choices={[
          { value: '', label: t(anyTime ? 'period.any' : 'period.days') },
          ...choices(isListed ? [] : [period]),
          ...(['months', 'quarters', 'years'] as const).flatMap((name) =>
            choices(offered[name], `period.${name}`),
          ),
        ]}
      />
      <input type="hidden" name="days" value={daysShown(query)} />
      <PeriodDays from={from} to={to} faults={faults} />
      <p class="hint whole" id="period-zone">
        {t('period.how')} {t(zone)}
      </p>
    </>
  );
};

interface PeriodDaysProps extends Pick<FilterProps, 'faults' | 'idPrefix'> {
  from: string;
  to: string;
}

export const PeriodDays: FC<PeriodDaysProps> = ({ from, to, ...common }) => (
  <>
    <Filter name="from" label="period.from" value={from} type="date" {...common} />
    <Filter name="to" label="period.to" value={to} type="date" {...common} />
  </>
);

/** Links to the previous and next period, unless the next has not begun or, if `finished`, still runs. */
export const PeriodSteps: FC<Pick<PeriodFieldsProps, 'query' | 'finished'>> = ({ query, finished }) => {
  const { t, url, now } = useView();
  const { period } = query;
  if (period === undefined || !periodOf(period)) return null;
  const today = new Date(now).toISOString().slice(0, 10);
  const steps = ([-1, 1] as const).map((step) => ({ step, name: adjacentPeriod(period, step) }));
  return (
    <nav class="pager" aria-label={t('period.others')}>
      {steps.map(
        ({ step, name }) =>
          name &&
          (finished ? isFinished({ period: name }, now) : (periodOf(name)?.from ?? '') <= today) && (
            <a href={withQuery(url, { period: name, cursor: null })} rel={step < 0 ? 'prev' : 'next'}>
              {periodName(name, t)}
            </a>
          ),
      )}
    </nav>
  );
};
