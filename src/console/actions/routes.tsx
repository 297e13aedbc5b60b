/** `/console/actions`: operator actions, for auditors. */
import { Hono } from 'hono';
import type { ConsoleEnv } from '../frame/view.ts';
import { AbsentMonths } from '../parts/list-tools.tsx';
import { instantsOfDays } from '../parts/ranges.ts';
import { listPages } from '../resources/list-pages.tsx';
import { actionColumns, actionFilters } from './pages.tsx';

export const actionPages = new Hono<ConsoleEnv>();

/** Rows per page (some 30 KB). */
const ROWS = 30;

listPages({
  pages: actionPages,
  path: '/actions',
  title: 'actions.title',
  lead: 'actions.lead',
  ranges: true,
  controls: ({ req, var: { view } }) => actionFilters(view, req.query()),
  load: ({ api, zone }, { from, to, routine, ...query }) => {
    // Routine actions are shown if they match an explicit filter.
    const isUsual =
      routine !== '1' && !query.resource && !/^(session|article|operator)\b/.test(query.act ?? '');
    const days = instantsOfDays({ ...(from && { from }), ...(to && { to }) }, zone);
    const params = { query: { limit: ROWS, ...query, ...days, ...(isUsual && { routine: false }) } };
    return api.GET('/v1/audit/actions', { params });
  },
  describe: ({ var: { view } }, list) => {
    const { from = '', to = '' } = Object.fromEntries(view.url.searchParams);
    return {
      empty: 'actions.empty',
      noMatch: from && to && from > to ? 'fault.period_order' : 'actions.none_found',
      below: list && <AbsentMonths {...list} />,
    };
  },
  columns: actionColumns,
  file: {
    name: 'audit-log',
    columns: [
      ...(['done', 'operator', 'act', 'change', '@resource', 'via', 'reason'] as const),
      ...(['before', 'after', 'id', '@holder'] as const),
    ],
  },
});
