/** Layout of all reports: navigation, parameters and files. */
import type { Child, FC } from 'hono/jsx';
import { wordOptions } from '../forms/fields.ts';
import type { ApiResult, Fault } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { useName } from '../parts/entity.tsx';
import { Filter } from '../parts/filter.tsx';
import { PeriodFields, PeriodSteps } from '../parts/period.tsx';
import { periodName, toPeriod } from '../parts/period-choices.ts';
import { PrintButton } from '../parts/print.tsx';
import { ProblemNote } from '../parts/sentence.tsx';
import { Empty, Heading } from '../parts/small.tsx';
import { type Control, ENTITY_CONTROLS, KINDS, labelOf, REPORTS, type ReportKind } from './kinds.ts';

export const ReportsPage: FC = () => {
  const { t } = useView();
  return (
    <>
      <Heading title={t('reports.title')} lead={t('reports.lead')} />
      <div class="cards">
        {KINDS.map((kind) => (
          <div class="card">
            <h2>
              <a href={`/console/reports/${kind}`}>{t(`reports.${kind}`)}</a>
            </h2>
            <p>{t(`reports.${kind}_lead`)}</p>
          </div>
        ))}
      </div>
    </>
  );
};

interface SheetProps {
  kind: ReportKind;
  params: Record<string, string>;
  /** Absent if a required parameter is missing. */
  answer: ApiResult<unknown> | undefined;
  children?: Child;
}

export const ReportSheet: FC<SheetProps> = ({ kind, params, answer, children }) => {
  const { t, url } = useView();
  const { controls, formats, finished = false } = REPORTS[kind];
  const faults = answer?.ok === false ? answer.problem.errors : undefined;
  const query = new URLSearchParams(params);
  const period = toPeriod(params);
  const subject = [period && periodName(period.name, t), useName(params.license ?? '')]
    .filter(Boolean)
    .join(', ');
  return (
    <>
      <Heading title={t(`reports.${kind}`)} lead={t(`reports.${kind}_lead`)}>
        {answer?.ok && (
          <>
            {formats.map((format) => (
              <a class="button" href={`${url.pathname}/file?${query}&as=${format}`}>
                {t('reports.as', { format: format.toUpperCase() })}
              </a>
            ))}
            <PrintButton />
          </>
        )}
      </Heading>
      <form class="filters" method="get">
        {controls.map((control) => (
          <ReportControl control={control} kind={kind} query={params} faults={faults} />
        ))}
        <button type="submit">{t('reports.show')}</button>
      </form>
      {answer === undefined && <Empty text={`reports.${kind as 'article'}_empty`} />}
      {answer?.ok === false && <ProblemNote problem={answer.problem} />}
      {period && <p class="about">{subject}</p>}
      {children}
      {controls.includes('period') && <PeriodSteps query={params} finished={finished} />}
    </>
  );
};

interface ControlProps {
  control: Control;
  kind: ReportKind;
  query: Record<string, string>;
  faults: Fault[] | undefined;
}

const ReportControl: FC<ControlProps> = ({ control, kind, query, faults }) => {
  const { t } = useView();
  const value = query[control] ?? '';
  switch (control) {
    case 'period': {
      const { finished = false } = REPORTS[kind];
      const zone = finished || kind === 'completeness' ? 'period.utc' : 'period.own';
      return <PeriodFields {...{ query, zone, finished, faults }} />;
    }
    case 'env':
    case 'granularity': {
      const values = control === 'env' ? ['live', 'test'] : ['day', 'hour'];
      const choices = wordOptions(t, control, values);
      return <Filter name={control} label={`reports.${control}`} value={value} choices={choices} />;
    }
    default: {
      const kinds = ENTITY_CONTROLS[control];
      return (
        <Filter name={control} label={labelOf(control)} {...{ value, faults, ...(kinds && { kinds }) }} />
      );
    }
  }
};
