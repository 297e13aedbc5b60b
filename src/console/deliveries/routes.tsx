/** `/console/deliveries`: the log, as one looks through it. */
import { Hono } from 'hono';
import { resolveAddress } from '../entities/address.tsx';
import { type Api, ApiError, type ApiProblem, malformed, tried } from '../frame/api.ts';
import { downloadLog } from '../frame/download.ts';
import { nameOfFile } from '../frame/list-file.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { withDays } from '../parts/ranges.ts';
import { Charts, ChartsLater } from './charts.tsx';
import { askedBy, entityControls, type Filters, filtersOf } from './filters.ts';
import { DeliveriesPage, type Found } from './list.tsx';

export const deliveryPages = new Hono<ConsoleEnv>();

const CONTROLS = entityControls();

deliveryPages.get('/deliveries', async (c) => {
  const { view } = c.var;
  const { api, url, zone } = view;
  const unresolved = await resolveAddress(c, CONTROLS);
  if (unresolved) return unresolved;
  const filters = filtersOf(withDays(url.searchParams, view), zone);
  const cursor = url.searchParams.get('cursor');
  const query = {
    ...askedBy(filters),
    ...(filters.order === 'asc' && { order: 'asc' }),
    ...(cursor && { cursor }),
    count: 'true',
  };
  const faulty = problemOf(view, filters);
  const [answer, charts] = await Promise.all([
    faulty
      ? ({ ok: false, problem: faulty } as const)
      : tried(api.GET('/v1/audit/deliveries', { params: { query: query as object } })),
    url.searchParams.has('charts') ? chartsOf(view, filters) : <ChartsLater filters={filters} />,
  ]);
  const found = answer.ok ? (answer.value as Found) : null;
  const problem: ApiProblem | undefined = answer.ok ? undefined : answer.problem;
  return consolePage(
    c,
    { title: view.t('deliveries.title'), ...(problem && { status: problem.status as 400 }) },
    <DeliveriesPage filters={filters} found={found} problem={problem} charts={faulty ? null : charts} />,
  );
});

/** All entries that are filtered, by the export of the API. */
deliveryPages.get('/deliveries/file', async (c) => {
  const { view } = c.var;
  const unresolved = await resolveAddress(c, CONTROLS);
  if (unresolved) return unresolved;
  const { api, url, zone } = view;
  const filters = filtersOf(withDays(url.searchParams, view), zone);
  const problem = problemOf(view, filters);
  if (problem) throw new ApiError(problem);
  const { outcome, ...values } = filters.values;
  const list = outcome === 'deny' ? 'refusals' : 'deliveries';
  const name = await nameOfFile(view, list, Object.values(values), filters);
  return downloadLog(api, c.req.query('as'), askedBy(filters), name);
});

/** What is typed and means nothing is not left out of the question. */
function problemOf({ t }: ConsoleView, { faulty }: Filters): ApiProblem | undefined {
  const errors = Object.entries(faulty).map(([name, key]) => ({ path: `/${name}`, message: t(key) }));
  return errors.length > 0 ? malformed(errors).problem : undefined;
}

/** Null: nothing can be drawn, and the list says why. */
async function chartsOf({ api, zone }: ConsoleView, filters: Filters) {
  const [breakdown, counted] = await Promise.all([
    tried(
      api.GET('/v1/audit/reports/breakdown', { params: { query: { ...askedBy(filters), zone } as object } }),
    ),
    countedOf(api, filters),
  ]);
  return breakdown.ok ? <Charts filters={filters} breakdown={breakdown.value} counted={counted} /> : null;
}

/** They are counted by license, reason and minute: of anything else there is nothing to tell. */
async function countedOf(api: Api, { values: { license, code, ...others }, from, to }: Filters) {
  if (Object.keys(others).length > 0) return null;
  const query = {
    ...(license && { license }),
    ...(code && { code }),
    ...(from && { from }),
    ...(to && { to }),
    limit: 200,
  };
  const counted = await tried(api.GET('/v1/audit/refusal-counts', { params: { query } }));
  return counted.ok ? { items: counted.value.items, isAll: counted.value.next === null } : null;
}
