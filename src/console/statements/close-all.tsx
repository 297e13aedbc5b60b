/** Closes a month for many licenses: preview, then one confirmation. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { periodName } from '../parts/period-choices.ts';
import { Empty, Heading, Hidden, List, Note, Submit } from '../parts/small.tsx';
import { type Column, TableSection } from '../parts/table.tsx';
import { BillTotals, billedAs, FIGURES } from '../reports/bill.tsx';
import { licenseName, type Months } from './grid.tsx';

const PATH = '/console/statements/close-all';
/** Control that asks for the totals of a selection. */
export const PREVIEW = '_preview';

export interface ReadyLicense {
  license: Months['items'][number];
  billing: Schema<'UsageBilling'>;
}

interface PreviewProps {
  period: string;
  ready: ReadyLicense[];
  count: number;
  /** Licenses that are ticked; absent: all. */
  selected?: string[];
}

export const CloseAllPage: FC<PreviewProps> = ({ period, ready, count, selected }) => {
  const { t } = useView();
  const month = periodName(period, t);
  const columns: Column<ReadyLicense>[] = [
    {
      label: 'reports.license',
      cell: ({ license }) => (
        <label class="flag">
          <input type="checkbox" name="license" value={license.license} checked /> {licenseName(license)}
        </label>
      ),
    },
    ...FIGURES.map((figure) => ({
      label: `reports.${figure}` as const,
      number: ({ billing }: ReadyLicense) => billedAs(figure, billing),
    })),
  ];
  return (
    <>
      <Heading
        title={t('statements.close_of', { period: month })}
        lead={`${t('statements.close_all_lead')} ${t('period.own')}`}
      />
      {ready.length === 0 ? (
        <Empty text="statements.nothing_ready">
          <a href="/console/statements">{t('statements.back')}</a>
        </Empty>
      ) : (
        <form method="post" action={PATH} data-kept="">
          <input type="hidden" name="period" value={period} />
          <Totals ready={ready} selected={selected} />
          {count > ready.length && (
            <Note tone="none">{t('statements.first_of', { shown: ready.length, count })}</Note>
          )}
          <Note tone="warn">{t('statements.for_good')}</Note>
          <div class="buttons">
            <Submit text={t('statements.confirm_month', { period: month })} tone="danger" />
            <a href="/console/statements">{t('form.cancel')}</a>
          </div>
          <TableSection title="statements.per_license" rows={ready} columns={columns} />
        </form>
      )}
    </>
  );
};

interface ClosedProps {
  month: Months['months'][number];
  /** Most recently closed first. */
  statements: Schema<'StatementHead'>[];
}

/** Result of closing a month. It has links only, so that a second click closes nothing else. */
export const ClosedPage: FC<ClosedProps> = ({ month: { period, ready, closed }, statements }) => {
  const { t } = useView();
  const [month, shown] = [periodName(period, t), statements.length];
  return (
    <>
      <Heading title={t('statements.of_month', { period: month })} />
      <List
        class="links"
        items={[
          <a href={`/console/statements/table?period=${period}`}>
            {t('statements.month_csv', { period: month, count: closed })}
          </a>,
          ready > 0 && (
            <a href={`${PATH}?period=${period}`}>
              {t('statements.close_month', { period: month, count: ready })}
            </a>
          ),
          <a href="/console/statements">{t('statements.back')}</a>,
        ]}
      />
      <TableSection
        title="statements.per_license"
        lead={closed > shown && <p>{t('statements.closed_last', { shown, count: closed })}</p>}
        rows={statements}
        columns={[
          {
            label: 'reports.license',
            cell: ({ id, license }) => <EntityLink id={license} href={`/console/statements/${id}`} />,
          },
          ...FIGURES.map((figure) => ({
            label: `reports.${figure}` as const,
            number: (statement: Schema<'StatementHead'>) => statement[figure],
            total: 'sum' as const,
          })),
        ]}
      />
    </>
  );
};

/** A script replaces the totals of all licenses by those of the ticked ones. */
const Totals: FC<Pick<PreviewProps, 'ready' | 'selected'>> = ({ ready, selected }) => {
  const { t } = useView();
  const rows = ready.filter(({ license }) => selected?.includes(license.license) ?? true);
  const onChange = {
    'hx-post': PATH,
    'hx-trigger': 'change from:closest form',
    'hx-vals': JSON.stringify({ [PREVIEW]: 'true' }),
    'hx-select': '#totals',
    'hx-swap': 'outerHTML ignoreTitle:true',
    'hx-sync': 'this:replace',
  };
  return (
    <div id="totals" aria-live="polite" {...onChange}>
      <p>{t(selected ? 'statements.of_selected' : 'statements.of_all', { count: rows.length })}</p>
      <BillTotals bills={rows.map(({ billing }) => billing)} />
    </div>
  );
};

export interface NotClosed {
  license: string;
  why: string;
}

interface ProgressProps {
  period: string;
  closed: number;
  remaining: string[];
  failed: NotClosed[];
  names: Map<string, string>;
}

export const ClosingPage: FC<ProgressProps> = ({ period, closed, remaining, failed, names }) => {
  const { t } = useView();
  const total = closed + remaining.length + failed.length;
  const isDone = remaining.length === 0;
  const licenses = isDone ? failed.map(({ license }) => license) : remaining;
  const failures = failed.map((failure) => ['failed', JSON.stringify(failure)] as const);
  // A script continues automatically; each part is one request.
  const onwards = isDone
    ? {}
    : { 'hx-post': PATH, 'hx-trigger': 'load', 'hx-target': '#main', 'hx-select': '#main' };
  return (
    <>
      <Heading title={t('statements.close_of', { period: periodName(period, t) })} />
      <p role="status">{t('statements.progress', { closed, count: total })}</p>
      {!isDone && (
        <progress value={closed + failed.length} max={total} aria-label={t('statements.close_all')} />
      )}
      {failed.length > 0 && (
        <Note tone="bad">
          <p>{t('statements.not_closed', { count: failed.length })}</p>
          <List
            items={[...Map.groupBy(failed, ({ why }) => why)].map(([why, alike]) => [
              why,
              <List
                items={alike.map(({ license }) => (
                  <a href={`/console/statements/close?license=${license}&period=${period}`}>
                    {names.get(license) ?? license}
                  </a>
                ))}
              />,
            ])}
          />
        </Note>
      )}
      <form method="post" action={PATH} class="form" {...onwards}>
        <Hidden values={[['period', period], ...licenses.map((license) => ['license', license] as const)]} />
        {!isDone && <Hidden values={[['closed', String(closed)], ...failures]} />}
        <div class="buttons">
          <Submit
            tone="primary"
            text={t(isDone ? 'statements.retry' : 'statements.go_on', { count: licenses.length })}
          />
          <a href="/console/statements">{t('statements.back')}</a>
        </div>
      </form>
    </>
  );
};
