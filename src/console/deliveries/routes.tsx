/** `/console/deliveries`: search in the log. */
import { Hono } from 'hono';
import { resolveIds } from '../entities/address.tsx';
import { type Api, ApiError, type ApiResult, findRows, malformed, toResult, unwrap } from '../frame/api.ts';
import { downloadLog } from '../frame/download.ts';
import { nameOfFile } from '../frame/list-file.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { Later } from '../parts/link.tsx';
import { withDays } from '../parts/ranges.ts';
import { Charts } from './charts.tsx';
import { entityControls, type Filters, filtersOf, freeTextIn, hrefOf, toQuery } from './filters.ts';
import { DeliveriesPage, type LogPage, titleOf } from './list.tsx';

export const deliveryPages = new Hono<ConsoleEnv>();

deliveryPages.use('/deliveries', resolveIds(entityControls));
deliveryPages.use('/deliveries/file', resolveIds(entityControls));

deliveryPages.get('/deliveries', async (c) => {
  const { view } = c.var;
  const { url, zone } = view;
  if (url.search === '') return c.redirect('/console/deliveries?kind=delivery', 303);
  const filters = filtersOf(withDays(url.searchParams, view), zone);
  const cursor = url.searchParams.get('cursor');
  const query = { order: filters.order, ...(cursor && { cursor }), count: 'true' };
  const [answer, charts] = await Promise.all([
    search(view, filters, query),
    url.searchParams.has('charts') ? (
      chartsOf(view, filters)
    ) : (
      <Later id="charts" href={hrefOf(filters, { charts: '1' })} label="deliveries.charts" />
    ),
  ]);
  const log = answer.ok ? answer.value : null;
  const problem = answer.ok ? undefined : answer.problem;
  return consolePage(
    c,
    { title: view.t(titleOf(filters)), ...(problem && { status: problem.status as 400 }) },
    <DeliveriesPage filters={filters} log={log} problem={problem} charts={charts} />,
  );
});

deliveryPages.get('/deliveries/file', async (c) => {
  const { view } = c.var;
  const { api, url, zone } = view;
  const filters = filtersOf(withDays(url.searchParams, view), zone);
  const first = await search(view, filters, { limit: '1' });
  if (!first.ok) throw new ApiError(first.problem);
  const { outcome, kind, ...values } = filters.values;
  const list = outcome === 'deny' || kind === 'refusal' ? 'refusals' : 'deliveries';
  const name = await nameOfFile(view, list, Object.values(values), filters);
  return downloadLog(api, c.req.query('as'), toQuery(filters), name);
});

/** A page of entries. Invalid text, or text that no entry has, is a fault instead of an empty list. */
async function search(
  { api, names }: ConsoleView,
  filters: Filters,
  query: Record<string, string>,
): Promise<ApiResult<LogPage>> {
  if (filters.faults.length > 0) return malformed(filters.faults);
  const list = (params: object) =>
    toResult(api.GET('/v1/audit/deliveries', { params: { query: params } })) as Promise<ApiResult<LogPage>>;
  const keys = Object.fromEntries(freeTextIn(filters, names).map((name) => [name, 'not_in_log'] as const));
  const result = await findRows(list, { ...toQuery(filters), ...query }, keys);
  const errors = result.ok ? [] : result.problem.errors;
  if (errors?.[0]?.path !== '/section' || errors[0].key !== 'not_in_log') return result;
  const { sections } = await unwrap(api.GET('/v1/audit/reports/breakdown', { params: { query: {} } }));
  const known = sections.map(({ section }) => section).filter(Boolean);
  if (known.length === 0) return result;
  const parameters = { ...errors[0].parameters, names: known.join(', ') };
  return malformed([{ ...errors[0], key: 'not_a_section', parameters }, ...errors.slice(1)]);
}

/** Null if the query is at fault, which the list reports. */
async function chartsOf({ api, zone }: ConsoleView, filters: Filters) {
  const [breakdown, counts] = await Promise.all([
    toResult(
      api.GET('/v1/audit/reports/breakdown', { params: { query: { ...toQuery(filters), zone } as object } }),
    ),
    countRefusals(api, filters),
  ]);
  return breakdown.ok ? <Charts filters={filters} breakdown={breakdown.value} counted={counts} /> : null;
}

/** Null with other filters: counts exist only per license, reason and minute. */
async function countRefusals(api: Api, { values: { kind = 'refusal', ...values }, ...filters }: Filters) {
  const isCounted = Object.keys(values).every((name) => name === 'license' || name === 'code');
  if (kind !== 'refusal' || !isCounted) return null;
  const query = { ...toQuery({ ...filters, values }), limit: 200 };
  const answer = await toResult(api.GET('/v1/audit/refusal-counts', { params: { query } }));
  return answer.ok ? { items: answer.value.items, isAll: answer.value.next === null } : null;
}
