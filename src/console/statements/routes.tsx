/** `/console/statements`: month-end overview, statements and corrections. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { dateIn } from '../../ledger/time-zone.ts';
import { resolveIds } from '../entities/address.tsx';
import { formRoutes } from '../forms/answer.ts';
import { UNSENT } from '../forms/read.ts';
import { sentForm } from '../forms/sent.ts';
import { type ApiProblem, byId, faultOf, malformed, type Schema, toResult, unwrap } from '../frame/api.ts';
import { zoneOrUtc } from '../frame/contract-day.ts';
import { asStream, download } from '../frame/download.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { requireAny } from '../parts/missing.tsx';
import { monthAt } from '../parts/period-choices.ts';
import { listPages } from '../resources/list-pages.tsx';
import { ClosePage, LICENSE } from './close.tsx';
import { closeAllPages } from './close-all-routes.tsx';
import { GridPage } from './grid.tsx';
import { AdjustPage, adjustFields, type Statement, StatementPage, statementColumns } from './pages.tsx';

export const statementPages = new Hono<ConsoleEnv>();

type Page = Context<ConsoleEnv>;

/** Rows per page (some 60 KB, twelve links each). */
const GRID_ROWS = 40;

statementPages.route('/', closeAllPages);

statementPages.get('/statements', async (c) => {
  const { view } = c.var;
  const { cursor, to = '', q = '', state = '' } = c.req.query();
  const query = {
    limit: GRID_ROWS,
    ...(cursor && { cursor }),
    ...(to && { to }),
    ...(q && { q }),
    ...(state && { state: state as 'ready' }),
  };
  const grid = await unwrap(view.api.GET('/v1/audit/statements/months', { params: { query } }));
  const sheet = { title: view.t('statements.title') };
  return consolePage(c, sheet, <GridPage grid={grid} query={{ to, q, state }} />);
});

statementPages.get('/statements/table', (c) => {
  const { period = '' } = c.req.query();
  const file = c.var.view.api.GET('/v1/audit/statements.csv', {
    params: { query: { period } },
    ...asStream('text/csv'),
  });
  return download(file, `statements-${period}.csv`);
});

listPages({
  pages: statementPages,
  path: '/statements/closed',
  title: 'statements.all',
  controls: () =>
    (['partner', 'license'] as const).map((name) => ({ name, label: `reports.${name}`, kinds: [name] })),
  load: ({ api }, query) => api.GET('/v1/audit/statements', { params: { query } }),
  describe: ({ var: { view } }) => ({
    empty: 'statements.none',
    add: { href: '/console/statements/close', label: 'statements.close' },
    top: <a href="/console/statements">{view.t('statements.back')}</a>,
  }),
  columns: statementColumns,
  file: { name: 'statements', columns: ['period', 'license', 'units', 'billed', 'closed', 'sha256', 'id'] },
});

/** Preview of a statement, once license and period are chosen. */
async function closing(c: Page, selection: { license: string; period: string }, problem?: ApiProblem) {
  const { view } = c.var;
  const { license, period } = selection;
  const query = { license, period, granularity: 'day' as const };
  const [usage, closed, terms] =
    license === ''
      ? []
      : await Promise.all([
          toResult(view.api.GET('/v1/audit/reports/usage', { params: { query } })),
          toResult(view.api.GET('/v1/audit/statements', { params: { query: { license, limit: 200 } } })),
          toResult(view.api.GET('/v1/admin/licenses/{id}', byId(license))),
        ]);
  const refused = problem ?? (usage?.ok === false ? usage.problem : undefined);
  return consolePage(
    c,
    { title: view.t('statements.close'), ...(refused && { status: refused.status as 400 }) },
    <ClosePage
      selection={selection}
      closed={closed?.ok ? closed.value.items : []}
      begins={terms?.ok ? firstDayOf(terms.value) : ''}
      {...(usage?.ok && { report: usage.value as Exclude<typeof usage.value, string> })}
      {...(refused && { problem: refused })}
    />,
  );
}

/** The first day of the license under any version of its terms, once it was stored, in its own zone. */
function firstDayOf({ versions, timeZone }: Schema<'LicenseWithHistory'>): string {
  const starts = versions.map(({ terms }) => Date.parse((terms as { starts: string }).starts));
  const stored = versions.map(({ at }) => Date.parse(at));
  return dateIn(zoneOrUtc(timeZone), Math.max(Math.min(...starts), Math.min(...stored)));
}

const isLicensed = requireAny('statements.close', 'license');
statementPages.get('/statements/close', isLicensed, resolveIds([LICENSE]), async (c) => {
  const { license, period } = c.req.query();
  const { problem } = malformed([faultOf('/license', 'missing')]);
  const selection = { license: license ?? '', period: period || monthAt(c.var.now, 1) };
  return closing(c, selection, license === '' ? problem : undefined);
});

statementPages.post('/statements/close', async (c) => {
  const form = await sentForm(c);
  const { license = '', period = '' } = Object.fromEntries(form) as Record<string, string>;
  if (form.has(UNSENT)) return closing(c, { license, period });
  const closed = await toResult(c.var.view.api.POST('/v1/audit/statements', { body: { license, period } }));
  if (!closed.ok) return closing(c, { license, period }, closed.problem);
  const result = closed.response.status === 201 ? 'statement_closed' : 'statement_was_closed';
  return c.redirect(`/console/statements/${closed.value.id}?done=${result}`, 303);
});

/** The default media type is JSON. */
const statementOf = async (c: Page) =>
  (await unwrap(c.var.view.api.GET('/v1/audit/statements/{id}', byId(c.req.param('id'))))) as Statement;

statementPages.get('/statements/:id', async (c) => {
  const { view } = c.var;
  const page = <StatementPage statement={await statementOf(c)} />;
  return consolePage(c, { title: view.t('statements.one') }, page);
});

statementPages.get('/statements/:id/file', (c) => {
  const id = c.req.param('id');
  const format = c.req.query('as') === 'csv' ? 'csv' : 'json';
  const file = c.var.view.api.GET('/v1/audit/statements/{id}', {
    ...byId(id),
    ...asStream(format === 'csv' ? 'text/csv' : 'application/json'),
  });
  return download(file, `statement-${id}.${format}`);
});

formRoutes(statementPages, '/statements/:id/adjust', async (c) => {
  const { api, t } = c.var.view;
  const statement = await statementOf(c);
  const { id } = statement.statement;
  return {
    title: t('statements.adjust'),
    fields: adjustFields([]),
    send: async (body) => {
      const answer = await toResult(api.POST('/v1/audit/statements/{id}/adjustments', { ...byId(id), body }));
      if (!answer.ok) return answer;
      const result = answer.response.status === 201 ? 'statement_adjusted' : 'statement_was_adjusted';
      return { ok: true, value: new URLSearchParams({ done: result, entry: answer.value.entry }) };
    },
    next: (query) => `/console/statements/${id}?${query}`,
    page: (state) => <AdjustPage statement={statement} state={state} />,
  };
});
