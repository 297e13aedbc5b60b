/** `/console/deliveries`: the log, as one looks through it. */
import { Hono } from 'hono';
import { resolving } from '../entities/address.tsx';
import { type Api, ApiError, type ApiProblem, foundIn, malformed, type Tried, tried } from '../frame/api.ts';
import { downloadLog } from '../frame/download.ts';
import { nameOfFile } from '../frame/list-file.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { withDays } from '../parts/ranges.ts';
import { Charts, ChartsLater } from './charts.tsx';
import { askedBy, entityControls, type Filters, filtersOf, typedIn } from './filters.ts';
import { DeliveriesPage, type Found } from './list.tsx';

export const deliveryPages = new Hono<ConsoleEnv>();

deliveryPages.use('/deliveries', resolving(entityControls));
deliveryPages.use('/deliveries/file', resolving(entityControls));

deliveryPages.get('/deliveries', async (c) => {
  const { view } = c.var;
  const { url, zone } = view;
  const filters = filtersOf(withDays(url.searchParams, view), zone);
  const cursor = url.searchParams.get('cursor');
  const query = { order: filters.order, ...(cursor && { cursor }), count: 'true' };
  const [answer, charts] = await Promise.all([
    searched(view, filters, query),
    url.searchParams.has('charts') ? chartsOf(view, filters) : <ChartsLater filters={filters} />,
  ]);
  const found = answer.ok ? answer.value : null;
  const problem: ApiProblem | undefined = answer.ok ? undefined : answer.problem;
  return consolePage(
    c,
    { title: view.t('deliveries.title'), ...(problem && { status: problem.status as 400 }) },
    <DeliveriesPage filters={filters} found={found} problem={problem} charts={charts} />,
  );
});

/** All entries that are filtered, by the export of the API. */
deliveryPages.get('/deliveries/file', async (c) => {
  const { view } = c.var;
  const { api, url, zone } = view;
  const filters = filtersOf(withDays(url.searchParams, view), zone);
  const first = await searched(view, filters, { limit: '1' });
  if (!first.ok) throw new ApiError(first.problem);
  const { outcome, ...values } = filters.values;
  const list = outcome === 'deny' ? 'refusals' : 'deliveries';
  const name = await nameOfFile(view, list, Object.values(values), filters);
  return downloadLog(api, c.req.query('as'), askedBy(filters), name);
});

/** A page of entries. Text that means nothing, and text that no entry has, is refused: it is no empty list. */
async function searched(
  { api }: ConsoleView,
  filters: Filters,
  query: Record<string, string>,
): Promise<Tried<Found>> {
  if (filters.faults.length > 0) return malformed(filters.faults);
  const list = (asked: object) =>
    tried(api.GET('/v1/audit/deliveries', { params: { query: asked } })) as Promise<Tried<Found>>;
  const keys = Object.fromEntries(typedIn(filters).map((name) => [name, 'not_in_log'] as const));
  return foundIn(list, { ...askedBy(filters), ...query }, keys);
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
