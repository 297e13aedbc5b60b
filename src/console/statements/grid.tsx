/** Month-end overview: licenses by twelve months. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Filter } from '../parts/filter.tsx';
import { AuthorizedLink, ButtonLink } from '../parts/link.tsx';
import { monthAt, periodName } from '../parts/period-choices.ts';
import { Empty, Heading } from '../parts/small.tsx';
import { Pager, withQuery } from '../parts/table.tsx';

export type Months = Schema<'StatementMonths'>;
type Row = Months['items'][number];

export interface GridQuery {
  to: string;
  q: string;
  state: string;
}

export const licenseName = ({ name, reference }: Pick<Row, 'name' | 'reference'>) =>
  reference === null ? name : `${name} · ${reference}`;

export const GridPage: FC<{ grid: Months; query: GridQuery }> = ({ grid, query }) => {
  const { t, session, url } = useView();
  const isAuditor = session?.role === 'auditor';
  const next = isAuditor ? grid.months.find(({ ready }) => ready > 0) : undefined;
  const isFiltered = query.q !== '' || query.state !== '';
  const name = (month: string) => periodName(month, t);
  const newest = grid.months[0]?.period ?? '';
  const earlier = monthAt(Date.parse(`${newest}-01`), grid.months.length);
  return (
    <>
      <Heading title={t('statements.title')} lead={t(isAuditor ? 'statements.lead' : 'statements.lead_read')}>
        {next && (
          <a class="button primary" href={`/console/statements/close-all?period=${next.period}`}>
            {t('statements.close_month', { period: name(next.period), count: next.ready })}
          </a>
        )}
        <ButtonLink href="/console/statements/close" label="statements.close" />
        <ButtonLink href="/console/statements/closed" label="statements.all" />
      </Heading>
      <form class="filters" method="get">
        <Filter name="q" label="statements.search" value={query.q} />
        <Filter
          name="state"
          label="statements.month_state"
          value={query.state}
          choices={(['ready', 'daily', 'closed', 'open'] as const).map((value) => ({
            value,
            label: t(`statements.state_${value}`),
          }))}
          any
        />
        {query.to && <input type="hidden" name="to" value={query.to} />}
        <div class="actions">
          <button type="submit">{t('statements.apply')}</button>
          {isFiltered && (
            <a href={withQuery(url, { q: null, state: null, cursor: null })}>{t('statements.clear')}</a>
          )}
        </div>
      </form>
      {grid.items.length === 0 ? (
        <Empty text={isFiltered ? 'statements.none_found' : 'statements.empty'} />
      ) : (
        <>
          <section class="scroll wide" tabindex={0} aria-label={t('statements.grid')}>
            <table class="months">
              <caption class="unseen">{t('statements.grid')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('reports.license')}</th>
                  {grid.months.map((month) => (
                    <th scope="col">
                      <MonthHead month={month} />
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {grid.items.map((row) => (
                  <tr>
                    <th scope="row">
                      <a href={`/console/statements/closed?license=${row.license}`}>{row.name}</a>
                      <span class="beneath">{row.reference}</span>
                    </th>
                    {row.months.map((cell) => (
                      <td>
                        <Cell row={row} cell={cell} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
              <tfoot hidden={grid.months.every(({ closed }) => closed === 0)}>
                <tr>
                  <th scope="row">{t('statements.downloads')}</th>
                  {grid.months.map(({ period, closed }) => (
                    <td>
                      {closed > 0 && (
                        <a
                          href={`/console/statements/table?period=${period}`}
                          aria-label={t('statements.month_csv', { period: name(period), count: closed })}
                        >
                          CSV
                        </a>
                      )}
                    </td>
                  ))}
                </tr>
              </tfoot>
            </table>
          </section>
          <p class="hint">{t('statements.legend')}</p>
          <Pager next={grid.next} />
          <nav class="pager" aria-label={t('period.others')}>
            <a href={withQuery(url, { to: earlier, cursor: null })} rel="prev">
              {t('statements.earlier', { period: name(earlier) })}
            </a>
            {query.to && <a href={withQuery(url, { to: null, cursor: null })}>{t('statements.newest')}</a>}
          </nav>
        </>
      )}
    </>
  );
};

const MonthHead: FC<{ month: Months['months'][number] }> = ({ month }) => {
  const { t, mayGo } = useView();
  const { period, ready } = month;
  const short = t.date(`${period}-01`, { timeZone: 'UTC', month: 'short', year: '2-digit' });
  const waiting = t('statements.ready', { count: ready });
  const title = t('statements.close_month', { period: periodName(period, t), count: ready });
  const close = { href: `/console/statements/close-all?period=${period}`, title };
  return (
    <>
      {short}
      {ready > 0 && <span class="beneath">{mayGo(close.href) ? <a {...close}>{waiting}</a> : waiting}</span>}
    </>
  );
};

const TONES: Partial<Record<string, string>> = {
  ready: 'badge warn',
  daily: 'badge none',
  closed: 'badge good',
};

const Cell: FC<{ row: Row; cell: Row['months'][number] }> = ({
  row: { license },
  cell: { period, state, statement },
}) => {
  const { t } = useView();
  const hrefs: Partial<Record<string, string>> = {
    ready: `/console/statements/close?license=${license}&period=${period}`,
    daily: `/console/statements/closed?license=${license}`,
    closed: `/console/statements/${statement}`,
  };
  const text = state === 'closed' ? '✓' : state === 'none' ? '–' : t(`statements.cell_${state}`);
  const label = state === 'closed' ? { 'aria-label': t('statements.state_closed') } : {};
  const look = { class: TONES[state] ?? 'soft', ...label };
  return (
    <AuthorizedLink href={hrefs[state]} {...look}>
      {text}
    </AuthorizedLink>
  );
};
