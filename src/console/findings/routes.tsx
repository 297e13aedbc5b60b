import { Hono } from 'hono';
import { formRoutes } from '../forms/answer.ts';
import { sentForm } from '../forms/sent.ts';
import { byId, toResult, unwrap } from '../frame/api.ts';
import type { ConsoleEnv } from '../frame/view.ts';
import { listPages } from '../resources/list-pages.tsx';
import { FindingPage, sayFields } from './finding.tsx';
import { findingColumns, findingFilters, LastRun, RunForm } from './pages.tsx';

export const findingPages = new Hono<ConsoleEnv>();

listPages({
  pages: findingPages,
  path: '/findings',
  title: 'findings.title',
  lead: 'findings.lead',
  controls: findingFilters,
  load: ({ api }, { state, ...query }) =>
    api.GET('/v1/audit/reconciliation', {
      params: { query: { ...query, ...(state !== 'all' && { state }) } as object },
    }),
  describe: ({ req }, list) => ({
    empty: 'findings.empty',
    actions: <RunForm license={req.query('license') ?? ''} />,
    ...(list && { top: <LastRun {...list} ran={ranIn(req.query('ran'))} /> }),
  }),
  columns: findingColumns,
  file: {
    name: 'discrepancies',
    columns: ['since', 'partner', 'license', 'article', 'kind', 'state', 'sentence', 'note', 'changed', 'id'],
  },
});

/** Parses the result of the last run from the address; null if malformed. */
function ranIn(text: string | undefined): number[] | null {
  return text !== undefined && /^\d{1,9}(-\d{1,9}){2}-[01]$/.test(text) ? text.split('-').map(Number) : null;
}

findingPages.post('/findings/run', async (c) => {
  const form = await sentForm(c);
  const license = String(form.get('license') ?? '');
  const run = await unwrap(
    c.var.view.api.POST('/v1/audit/reconciliation/runs', { body: { ...(license && { license }) } }),
  );
  const { judged, opened, settled, more } = run;
  const query = new URLSearchParams({ ran: [judged, opened, settled, Number(more)].join('-'), license });
  return c.redirect(`/console/findings?${query}`, 303);
});

formRoutes(findingPages, '/findings/:id', async (c) => {
  const { api, t } = c.var.view;
  const finding = await unwrap(api.GET('/v1/audit/reconciliation/{id}', byId(c.req.param('id'))));
  return {
    title: t.word('discrepancy', finding.kind),
    fields: sayFields(t),
    send: (body) => toResult(api.PATCH('/v1/audit/reconciliation/{id}', { ...byId(finding.id), body })),
    next: ({ state }) => `/console/findings/${finding.id}?done=finding_${state}`,
    page: (state) => <FindingPage finding={finding} state={state} />,
  };
});
