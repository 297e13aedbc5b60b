/** `/console`: what there is to know and to do, for each role its own. */
import { Hono } from 'hono';
import { told, tried } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { NewsroomPage, OverviewPage } from './page.tsx';

export const overviewPages = new Hono<ConsoleEnv>();

/** Articles that the newsroom sees first. */
const NEWEST = 20;

overviewPages.get('/', async (c) => {
  const { view } = c.var;
  const sheet = { title: view.t('nav.overview') };
  if (view.session.role === 'ingest') {
    const list = await told(view.api.GET('/v1/admin/articles', { params: { query: { limit: NEWEST } } }));
    return consolePage(c, view, sheet, <NewsroomPage articles={list.items} />);
  }
  const [overview, health] = await Promise.all([
    told(view.api.GET('/v1/admin/overview')),
    // What is wrong with the ledger is what this page is to show, not what it is to fail of.
    tried(view.api.GET('/v1/admin/health')),
  ]);
  return consolePage(
    c,
    view,
    sheet,
    <OverviewPage overview={overview} health={health.ok ? health.value : null} />,
  );
});
