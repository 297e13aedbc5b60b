/** `/console/actions`: what operators did, for auditors. */
import { Hono } from 'hono';
import { told } from '../frame/api.ts';
import { toInstant } from '../frame/instant.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { ActionsPage } from './pages.tsx';

export const actionPages = new Hono<ConsoleEnv>();

actionPages.get('/actions', async (c) => {
  const { view } = c.var;
  const { operator, resource, from, to, cursor } = c.req.query();
  const begin = from && toInstant(from, view.zone);
  const end = to && toInstant(dayAfter(to), view.zone);
  const query = {
    ...(operator && { operator }),
    ...(resource && { resource }),
    ...(begin && { from: begin }),
    ...(end && { to: end }),
    ...(cursor && { cursor }),
  };
  const list = await told(view.api.GET('/v1/audit/actions', { params: { query } }));
  const page = <ActionsPage list={list} asked={{ operator, resource, from, to }} />;
  return consolePage(c, view, { title: view.t('actions.title') }, page);
});

/** The last day that is asked for is one of them. */
function dayAfter(day: string): string {
  const ms = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(ms) ? day : new Date(ms + 86_400_000).toISOString().slice(0, 10);
}
