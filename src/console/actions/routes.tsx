/** `/console/actions`: operator actions, for auditors. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { resolveIds } from '../entities/address.tsx';
import { unwrap } from '../frame/api.ts';
import { formatIn, listFile, nameOfFile } from '../frame/list-file.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { daysOfRange, instantsOfDays } from '../parts/ranges.ts';
import { ActionsPage, ENTITY_FILTERS } from './pages.tsx';

export const actionPages = new Hono<ConsoleEnv>();

/** Rows per page (some 30 KB). */
const ROWS = 30;

function queryOf(c: Context<ConsoleEnv>) {
  const { view } = c.var;
  const { operator, resource, act, routine, from, to } = c.req.query();
  const days = daysOfRange(c.req.query('range'), view) ?? { from, to };
  return {
    ...(operator && { operator }),
    ...(resource && { resource }),
    ...(act && { act }),
    // Routine actions are shown if they match an explicit filter.
    ...(routine !== '1' &&
      !resource &&
      !/^(session|article|operator)\b/.test(act ?? '') && { routine: false }),
    ...instantsOfDays(days, view.zone),
  };
}

actionPages.use('/actions', resolveIds(ENTITY_FILTERS));
actionPages.use('/actions/file', resolveIds(ENTITY_FILTERS));

actionPages.get('/actions', async (c) => {
  const { view } = c.var;
  const { operator, resource, act, routine, from, to, cursor } = c.req.query();
  const query = { ...queryOf(c), limit: ROWS, ...(cursor && { cursor }) };
  const list = await unwrap(view.api.GET('/v1/audit/actions', { params: { query } }));
  const filters = {
    operator,
    resource,
    act,
    routine,
    ...(daysOfRange(c.req.query('range'), view) ?? { from, to }),
  };
  return consolePage(c, { title: view.t('actions.title') }, <ActionsPage list={list} query={filters} />);
});

actionPages.get('/actions/file', async (c) => {
  const query = queryOf(c);
  const { from, to, routine: _routine, ...values } = query;
  return listFile(
    c.var.view,
    (page) => c.var.view.api.GET('/v1/audit/actions', { params: { query: { ...query, ...page } } }),
    {
      name: await nameOfFile(c.var.view, 'audit-log', Object.values(values), {
        ...(from && { from }),
        ...(to && { to }),
      }),
      format: formatIn(c.req.query('as')),
      columns: ['done', 'operator', 'act', '@resource', 'via', 'reason', 'before', 'after', 'id'],
    },
  );
});
