/** `/console/findings`: what partners report against what was let out, and what is said of it. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { type EntityControl, resolveAddress } from '../entities/address.tsx';
import { readForm } from '../forms/read.ts';
import { sentForm } from '../forms/sent.ts';
import { EMPTY_FORM, type FormState, typed } from '../forms/state.ts';
import { type ApiProblem, told, tried } from '../frame/api.ts';
import { formatIn, listFile, nameOfFile } from '../frame/list-file.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { FindingPage, sayFields } from './one.tsx';
import { FindingsPage } from './pages.tsx';

export const findingPages = new Hono<ConsoleEnv>();

type Page = Context<ConsoleEnv>;

const LICENSE: EntityControl = { name: 'license', label: 'reports.license', kinds: ['license'] };

findingPages.get('/findings', async (c) => {
  const { view } = c.var;
  const unresolved = await resolveAddress(c, [LICENSE]);
  if (unresolved) return unresolved;
  const { cursor, license, kind, ran } = c.req.query();
  const { state, query: narrowed } = narrowedBy(c);
  const query = { ...narrowed, ...(cursor && { cursor }) };
  const list = await told(view.api.GET('/v1/audit/reconciliation', { params: { query } }));
  return consolePage(
    c,
    view,
    { title: view.t('findings.title') },
    <FindingsPage list={list} asked={{ state, kind: kind ?? '', license: license ?? '' }} ran={ranIn(ran)} />,
  );
});

/** What is open is what one comes for; `all` is all the same. */
function narrowedBy(c: Page) {
  const { license, kind, state = 'open' } = c.req.query();
  const isOne = state !== '' && state !== 'all';
  return {
    state,
    query: {
      ...(license && { license }),
      ...(kind && { kind: kind as never }),
      ...(isOne && { state: state as never }),
    },
  };
}

findingPages.get('/findings/file', (c) => {
  const { api } = c.var.view;
  const { query } = narrowedBy(c);
  return listFile(
    (page) => api.GET('/v1/audit/reconciliation', { params: { query: { ...query, ...page } } }),
    {
      name: nameOfFile('discrepancies', Object.values(query), {}),
      format: formatIn(c.req.query('as')),
      columns: [
        'id',
        'state',
        'kind',
        'since',
        'license',
        'partner',
        'article',
        'sentence',
        'note',
        'changed',
      ],
    },
  );
});

/** What the last run did, from the address that it led to: numbers, whatever else stands there. */
function ranIn(text: string | undefined): number[] | null {
  return text !== undefined && /^\d{1,9}(-\d{1,9}){2}-[01]$/.test(text) ? text.split('-').map(Number) : null;
}

findingPages.post('/findings/run', async (c) => {
  const form = await sentForm(c);
  const license = String(form.get('license') ?? '');
  const run = await told(
    c.var.view.api.POST('/v1/audit/reconciliation/runs', { body: { ...(license && { license }) } }),
  );
  const { judged, opened, settled, more } = run;
  const query = new URLSearchParams({ ran: [judged, opened, settled, Number(more)].join('-'), license });
  return c.redirect(`/console/findings?${query}`, 303);
});

async function showing(c: Page, state: FormState, problem?: ApiProblem) {
  const { view } = c.var;
  const path = { id: c.req.param('id') ?? '' };
  const finding = await told(view.api.GET('/v1/audit/reconciliation/{id}', { params: { path } }));
  const sheet = {
    title: view.t.word('discrepancy', finding.kind),
    ...(problem && { status: problem.status as 400 }),
  };
  return consolePage(c, view, sheet, <FindingPage finding={finding} state={state} />);
}

findingPages.get('/findings/:id', (c) => showing(c, EMPTY_FORM));

findingPages.post('/findings/:id', async (c) => {
  const { view } = c.var;
  const form = await sentForm(c);
  const read = readForm(sayFields(view.t), form, { zone: view.zone, emptied: 'absent' });
  if (!read.ok) return showing(c, typed(form, read));
  const id = c.req.param('id');
  const said = await tried(
    view.api.PATCH('/v1/audit/reconciliation/{id}', {
      params: { path: { id } },
      body: read.body as never,
    }),
  );
  if (!said.ok) return showing(c, typed(form, { problem: said.problem }), said.problem);
  return c.redirect(`/console/findings/${id}?done=finding_${said.value.state}`, 303);
});
