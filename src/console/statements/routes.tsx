/** `/console/statements`: the month end, periods of licenses that are closed for good, and what was corrected afterwards. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { insufficientRole } from '../../access/challenge.ts';
import { type EntityControl, resolving } from '../entities/address.tsx';
import { answerForm } from '../forms/answer.ts';
import { sentForm } from '../forms/sent.ts';
import { EMPTY_FORM } from '../forms/state.ts';
import { type ApiProblem, tried, unwrap } from '../frame/api.ts';
import { asFile, download } from '../frame/download.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { needing } from '../parts/missing.tsx';
import { monthAt, periodAsked } from '../parts/period-choices.ts';
import { listPages } from '../resources/list-pages.tsx';
import { AdjustPage, adjustFields } from './adjust.tsx';
import { ClosePage } from './close.tsx';
import { closeAllPages } from './close-all-routes.tsx';
import { GridPage } from './grid.tsx';
import { type Statement, StatementPage, statementColumns } from './pages.tsx';

export const statementPages = new Hono<ConsoleEnv>();

type Page = Context<ConsoleEnv>;

/** Of one page: with twelve links each, some 60 KB. */
const GRID_ROWS = 40;
const LICENSE: EntityControl = { name: 'license', label: 'reports.license', kinds: ['license'] };

/** The desk reads what it bills; to close and to correct is the auditor's. */
const isAuditor = createMiddleware<ConsoleEnv>(async (c, next) => {
  const { role } = c.var.view.session;
  if (role !== 'auditor') throw insufficientRole(role, ['auditor']);
  await next();
});
statementPages.use('/statements/close', isAuditor);
statementPages.use('/statements/close-all', isAuditor);
statementPages.use('/statements/:id/adjust', isAuditor);

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
    ...asFile('text/csv'),
  });
  return download(file, `statements-${period}.csv`);
});

const CLOSE = { href: '/console/statements/close', label: 'statements.close' } as const;

listPages({
  pages: statementPages,
  path: '/statements/closed',
  title: 'statements.all',
  controls: ({ req }) =>
    (['partner', 'license'] as const).map((name) => ({
      ...{ name, label: `reports.${name}`, value: req.query(name) ?? '', kinds: [name] },
    })),
  ask: ({ api }, query) => api.GET('/v1/audit/statements', { params: { query } }),
  own: ({ var: { view } }) => ({
    empty: 'statements.none',
    add: view.session.role === 'auditor' ? CLOSE : null,
    top: <a href="/console/statements">{view.t('statements.back')}</a>,
  }),
  columns: statementColumns,
  file: { name: 'statements', columns: ['id', 'license', 'period', 'closed', 'units', 'billed', 'sha256'] },
});

/** With a license and a period: what the statement would contain, as it is now. */
async function closing(c: Page, selection: { license: string; period: string }, problem?: ApiProblem) {
  const { view } = c.var;
  const { license, period } = selection;
  const query = { license, period, granularity: 'day' as const };
  const usage =
    license === '' ? undefined : await tried(view.api.GET('/v1/audit/reports/usage', { params: { query } }));
  const refused = problem ?? (usage?.ok === false ? usage.problem : undefined);
  return consolePage(
    c,
    { title: view.t('statements.close'), ...(refused && { status: refused.status as 400 }) },
    <ClosePage
      selection={selection}
      {...(usage?.ok && { report: usage.value as Exclude<typeof usage.value, string> })}
      {...(refused && { problem: refused })}
    />,
  );
}

const isLicensed = needing('statements.close', 'license');
statementPages.get('/statements/close', isLicensed, resolving([LICENSE]), async (c) => {
  const { license = '' } = c.req.query();
  const { period = '' } = periodAsked({ period: c.req.query('period') ?? '' }, monthAt(c.var.now, 1));
  return closing(c, { license, period });
});

statementPages.post('/statements/close', async (c) => {
  const form = await sentForm(c);
  const [license, period] = ['license', 'period'].map((name) => String(form.get(name) ?? '')) as [
    string,
    string,
  ];
  const closed = await tried(c.var.view.api.POST('/v1/audit/statements', { body: { license, period } }));
  if (!closed.ok) return closing(c, { license, period }, closed.problem);
  const done = closed.response.status === 201 ? 'statement_closed' : 'statement_was_closed';
  return c.redirect(`/console/statements/${closed.value.id}?done=${done}`, 303);
});

async function statementOf(c: Page) {
  const { view } = c.var;
  const path = { id: c.req.param('id') ?? '' };
  // Asked for without a media type it is no table.
  return (await unwrap(view.api.GET('/v1/audit/statements/{id}', { params: { path } }))) as Statement;
}

statementPages.get('/statements/:id', async (c) => {
  const { view } = c.var;
  const page = <StatementPage statement={await statementOf(c)} />;
  return consolePage(c, { title: view.t('statements.one') }, page);
});

statementPages.get('/statements/:id/file', (c) => {
  const id = c.req.param('id');
  const format = c.req.query('as') === 'csv' ? 'csv' : 'json';
  const file = c.var.view.api.GET('/v1/audit/statements/{id}', {
    params: { path: { id } },
    ...asFile(format === 'csv' ? 'text/csv' : 'application/json'),
  });
  return download(file, `statement-${id}.${format}`);
});

statementPages.get('/statements/:id/adjust', async (c) => {
  const { view } = c.var;
  const page = <AdjustPage statement={await statementOf(c)} state={EMPTY_FORM} />;
  return consolePage(c, { title: view.t('statements.adjust') }, page);
});

statementPages.post('/statements/:id/adjust', async (c) => {
  const { api, t } = c.var.view;
  const statement = await statementOf(c);
  const { id } = statement.statement;
  const params = { path: { id } };
  return answerForm(c, {
    title: t('statements.adjust'),
    fields: adjustFields([]),
    send: async (body) => {
      const entered = await tried(api.POST('/v1/audit/statements/{id}/adjustments', { params, body }));
      return entered.ok ? { ok: true, value: entered.response.status === 201 } : entered;
    },
    next: (isNew) =>
      `/console/statements/${id}?done=${isNew ? 'statement_adjusted' : 'statement_was_adjusted'}`,
    page: (state) => <AdjustPage statement={statement} state={state} />,
  });
});
