/** Closes a month of many licenses at once: first all that the statements would say, then one confirmation. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { periodName } from '../parts/period-choices.ts';
import { Empty, Facts, Heading, Note, Section, Submit } from '../parts/small.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { billedAs, type Figure } from '../reports/bill.tsx';
import { licenseName, type Months } from './grid.tsx';

export interface ReadyLicense {
  license: Months['items'][number];
  /** What its statement would bill. */
  billing: Schema<'UsageBilling'>;
}

interface PreviewProps {
  period: string;
  ready: ReadyLicense[];
  /** Of the month, those of further pages among them. */
  count: number;
}

const FIGURES = ['units', 'overage', 'shortfall', 'adjusted', 'billed'] as const;

export const CloseAllPage: FC<PreviewProps> = ({ period, ready, count }) => {
  const { t } = useView();
  const month = periodName(period, t);
  const total = (figure: Figure) => ready.reduce((sum, { billing }) => sum + billedAs(figure, billing), 0);
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
      numeric: true,
      cell: ({ billing }: ReadyLicense) => t.number(billedAs(figure, billing)),
      total: t.number(total(figure)),
    })),
  ];
  return (
    <>
      <Heading title={t('statements.close_of', { period: month })} lead={t('statements.close_all_lead')} />
      {ready.length === 0 ? (
        <Empty text="statements.nothing_ready">
          <a href="/console/statements">{t('statements.back')}</a>
        </Empty>
      ) : (
        <form method="post" action="/console/statements/close-all">
          <input type="hidden" name="period" value={period} />
          <Facts
            rows={[
              ['statements.licenses', t.number(ready.length)],
              ...(['units', 'overage', 'billed'] as const).map((figure): [MessageKey, string] => [
                `reports.${figure}`,
                t.number(total(figure)),
              ]),
            ]}
          />
          {count > ready.length && (
            <Note tone="none">{t('statements.first_of', { shown: ready.length, count })}</Note>
          )}
          <p class="apart">{t('statements.for_good')}</p>
          <div class="buttons">
            <Submit text={t('statements.confirm_month', { period: month })} />
            <a href="/console/statements">{t('form.cancel')}</a>
          </div>
          <Section title={t('statements.per_license')}>
            <Table caption={t('statements.per_license')} rows={ready} empty="" columns={columns} />
          </Section>
        </form>
      )}
    </>
  );
};

export interface NotClosed {
  license: string;
  /** In the language of the page. */
  why: string;
}

interface ProgressProps {
  period: string;
  /** How many are closed so far. */
  closed: number;
  /** Licenses that are still to be closed. */
  rest: string[];
  failed: NotClosed[];
  /** By license id. */
  names: Map<string, string>;
}

/** Between two parts of many licenses, and at the end where some were not closed. */
export const ClosingPage: FC<ProgressProps> = ({ period, closed, rest, failed, names }) => {
  const { t } = useView();
  const all = closed + rest.length + failed.length;
  const isDone = rest.length === 0;
  const licenses = isDone ? failed.map(({ license }) => license) : rest;
  // By itself where there is a script; every part is one request either way.
  const onwards = isDone
    ? {}
    : {
        'hx-post': '/console/statements/close-all',
        'hx-trigger': 'load',
        'hx-target': '#main',
        'hx-select': '#main',
      };
  return (
    <>
      <Heading title={t('statements.close_of', { period: periodName(period, t) })} />
      <p role="status">{t('statements.progress', { closed, count: all })}</p>
      {!isDone && (
        <progress value={closed + failed.length} max={all} aria-label={t('statements.close_all')} />
      )}
      {failed.length > 0 && (
        <Note tone="bad">
          <p>{t('statements.not_closed', { count: failed.length })}</p>
          <ul>
            {failed.map(({ license, why }) => (
              <li>
                <a href={`/console/statements/close?license=${license}&period=${period}`}>
                  {names.get(license) ?? license}
                </a>
                : {why}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <form method="post" action="/console/statements/close-all" class="form" {...onwards}>
        <input type="hidden" name="period" value={period} />
        {!isDone && <input type="hidden" name="closed" value={String(closed)} />}
        {!isDone && failed.map((one) => <input type="hidden" name="failed" value={JSON.stringify(one)} />)}
        {licenses.map((license) => (
          <input type="hidden" name="license" value={license} />
        ))}
        <div class="buttons">
          <Submit text={t(isDone ? 'statements.retry' : 'statements.go_on', { count: licenses.length })} />
          <a href="/console/statements">{t('statements.back')}</a>
        </div>
      </form>
    </>
  );
};
