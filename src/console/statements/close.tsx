/** Closes a period: preview, then confirmation. */
import type { FC } from 'hono/jsx';
import { haveCommonDay, periodOf } from '../../audit/reports/period.ts';
import type { EntityControl } from '../entities/address.tsx';
import type { ApiProblem, Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Confirm } from '../parts/confirm.tsx';
import { EntityLink } from '../parts/entity.tsx';
import { Filter } from '../parts/filter.tsx';
import { choicesAt, periodName } from '../parts/period-choices.ts';
import { ProblemNote } from '../parts/sentence.tsx';
import { Heading, Note, Section, Time } from '../parts/small.tsx';
import { BillTotals } from '../reports/bill.tsx';
import { type Usage, UsageSheet } from '../reports/usage-sheet.tsx';

export const LICENSE: EntityControl = { name: 'license', label: 'reports.license', kinds: ['license'] };

interface CloseProps {
  selection: { license: string; period: string };
  report?: Schema<'UsageReport'>;
  problem?: ApiProblem;
  closed: Schema<'StatementHead'>[];
  /** First day of the license in its own zone, YYYY-MM-DD. */
  begins: string;
}

type ConfirmProps = Pick<CloseProps, 'selection'> & { bill: Schema<'UsageBilling'> | undefined };

const ConfirmClose: FC<ConfirmProps> = ({ selection, bill }) => {
  const { t } = useView();
  return (
    <>
      <Heading
        title={t('statements.close_question', { period: periodName(selection.period, t) })}
        lead={<EntityLink id={selection.license} />}
      />
      {bill && <BillTotals bills={[bill]} />}
      <Confirm
        submit="statements.close_do"
        cancel={`?${new URLSearchParams(selection)}`}
        hidden={selection}
        danger
      >
        {t('statements.for_good')}
      </Confirm>
    </>
  );
};

export const ClosePage: FC<CloseProps> = ({ selection, report, problem, closed, begins }) => {
  const { t, now, url } = useView();
  // A period may still run for some hours in the license's zone; the preview then says so.
  const finished = Object.values(choicesAt(now, true)).flat();
  const closable = finished.filter((name) => (periodOf(name)?.to ?? '') >= begins);
  const periods = closable.includes(selection.period) ? closable : [selection.period, ...closable];
  const period = periodName(selection.period, t);
  const usage = report?.items[0] as Usage | undefined;
  const statement = closed.find(({ period }) => {
    const closedPeriod = periodOf(period);
    return report && closedPeriod && haveCommonDay(closedPeriod, report.period);
  });
  const isOver = usage !== undefined && Date.parse(usage.to) <= now;
  if (isOver && !statement && !problem && url.searchParams.has('confirm'))
    return <ConfirmClose selection={selection} bill={usage.billing} />;
  return (
    <>
      <Heading title={t('statements.close')} lead={t('statements.close_lead')} />
      <form class="filters" method="get">
        <Filter {...LICENSE} value={selection.license} faults={problem?.errors} />
        <Filter
          name="period"
          label="statements.period"
          value={selection.period}
          faults={problem?.errors}
          choices={periods.map((name) => ({ value: name, label: periodName(name, t) }))}
        />
        <button type="submit">{t('statements.preview')}</button>
      </form>
      {problem && <ProblemNote problem={problem} />}
      {usage && (
        <Section title={t('statements.would_contain', { period })}>
          <p>
            <EntityLink id={selection.license} />
          </p>
          <UsageSheet usage={usage} env="live" />
          {statement ? (
            <Note tone="warn">
              <p>
                {t.rich(
                  statement.period === selection.period ? 'statements.is_closed' : 'statements.partly_closed',
                  { statement: <EntityLink id={statement.id} /> },
                )}
              </p>
            </Note>
          ) : !isOver ? (
            <Note tone="warn">{t.rich('statements.not_over', { end: <Time at={usage.to} /> })}</Note>
          ) : (
            <div class="buttons">
              <a class="button" href={`?${new URLSearchParams({ ...selection, confirm: '1' })}`}>
                {t('statements.close_it', { period })}
              </a>
              <a href="/console/statements">{t('form.cancel')}</a>
            </div>
          )}
        </Section>
      )}
    </>
  );
};
