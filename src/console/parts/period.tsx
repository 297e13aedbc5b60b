/** Which time a page tells of: chosen by a form that is sent by GET, so that its address can be passed on. */
import type { FC } from 'hono/jsx';
import { periodOf } from '../../audit/reports/period.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Filter } from './filter.tsx';
import { choicesAt, neighbor, type PeriodAsked, periodMeant, periodName } from './period-choices.ts';
import { withQuery } from './table.tsx';

/**
 * Controls `period`, `from` and `to` of a form. `zone` says whose days they are. `anyTime`: nothing need be chosen.
 */
export const PeriodFields: FC<{ asked: PeriodAsked; zone: MessageKey; anyTime?: boolean }> = ({
  asked,
  zone,
  anyTime = false,
}) => {
  const { t, now } = useView();
  const { months, quarters, years } = choicesAt(now);
  const { period = '', from = '', to = '' } = asked;
  const isListed = period === '' || [...months, ...quarters, ...years].includes(period);
  const options = (names: string[]) =>
    names.map((name) => (
      <option value={name} selected={name === period}>
        {periodName(name, t)}
      </option>
    ));
  return (
    <>
      <div class="field">
        <label for="period">{t('period.label')}</label>
        <select id="period" name="period" aria-describedby="period-zone">
          <option value="" selected={period === ''}>
            {t(anyTime ? 'period.any' : 'period.days')}
          </option>
          {!isListed && options([period])}
          <optgroup label={t('period.months')}>{options(months)}</optgroup>
          <optgroup label={t('period.quarters')}>{options(quarters)}</optgroup>
          <optgroup label={t('period.years')}>{options(years)}</optgroup>
        </select>
      </div>
      <Filter name="from" label="period.from" value={from} type="date" />
      <Filter name="to" label="period.to" value={to} type="date" />
      <p class="hint whole" id="period-zone">
        {t('period.how')} {t(zone)}
      </p>
    </>
  );
};

/** To the period before and after, where there is one and it has begun. */
export const PeriodSteps: FC<{ asked: PeriodAsked }> = ({ asked }) => {
  const { t, url, now } = useView();
  const { period } = asked;
  if (period === undefined || !periodMeant(asked)) return null;
  const today = new Date(now).toISOString().slice(0, 10);
  const steps = ([-1, 1] as const).map((step) => ({ step, name: neighbor(period, step) }));
  return (
    <nav class="pager" aria-label={t('period.others')}>
      {steps.map(
        ({ step, name }) =>
          name &&
          (periodOf(name)?.from ?? '') <= today && (
            <a href={withQuery(url, { period: name, cursor: null })} rel={step < 0 ? 'prev' : 'next'}>
              {periodName(name, t)}
            </a>
          ),
      )}
    </nav>
  );
};
