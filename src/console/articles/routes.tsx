/** `/console/articles`: the articles of the newsroom, and the desk's actions on them. */
import { type Context, Hono } from 'hono';
import { insufficientRole } from '../../access/challenge.ts';
import { admittedRoles } from '../../access/roles.ts';
import { changesBetween, paragraphsOf } from '../../stamp/text-changes.ts';
import { byId, toResult, unwrap } from '../frame/api.ts';
import { forward } from '../frame/download.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { apiPath } from '../recalls/list.tsx';
import { actionPages } from '../resources/action-pages.tsx';
import { listPages } from '../resources/list-pages.tsx';
import { restrictionOf, withDecision } from '../restrictions/decision-routes.tsx';
import type { KnownRestriction } from '../restrictions/restriction.tsx';
import { ACTIONS, nameOf } from './actions.tsx';
import { type Article, ArticlePage } from './article.tsx';
import { HOLDERS_SHOWN, HoldersPage, NoRecallPage } from './holders.tsx';
import { articleColumns, articleFilters, NoArticles } from './list.tsx';
import { ComparePage, FORMATS, type PreviewFormat, PreviewPage } from './preview.tsx';

export const articlePages = new Hono<ConsoleEnv>();

const LIST_PATH = '/articles';
const LIST = `/console${LIST_PATH}`;

/** A search for an id opens the article. */
articlePages.use(LIST_PATH, async (c, next) => {
  const words = (c.req.query('q') ?? '').trim();
  return /^itm_[0-9a-f]{32}$/.test(words) ? c.redirect(`${LIST}/${words}`, 303) : next();
});

listPages({
  pages: articlePages,
  path: LIST_PATH,
  title: 'articles.title',
  lead: 'articles.lead',
  searchChars: 2_000,
  controls: articleFilters,
  texts: { section: 'no_section' },
  load: ({ api }, { q = '', ...query }) => {
    const search = /^[a-z][\w+.-]*:\S+$/i.test(q) ? { uri: q } : q && { q };
    return api.GET('/v1/admin/articles', { params: { query: { ...query, ...search } as object } });
  },
  describe: async ({ var: { view } }, result) => ({
    empty: 'articles.none',
    noMatch: 'articles.none_found',
    ...(result?.items.length === 0 && view.session.role !== 'auditor' && (await sendingOf(view))),
  }),
  columns: articleColumns,
  file: {
    name: 'articles',
    columns: ['headline', 'type', 'sections', 'versionCreated', 'updated', 'version', 'uri', 'id'],
  },
});

/** How to send the first article, filled in with what is known. */
async function sendingOf({ api, session }: ConsoleView) {
  const [operators, products] = await Promise.all([
    session.role === 'owner' ? toResult(api.GET('/v1/admin/operators')) : null,
    session.role === 'ingest' ? null : toResult(api.GET('/v1/admin/products')),
  ]);
  const all = operators?.ok ? operators.value.items : [];
  const newsroom = all.find(({ role, status }) => role === 'ingest' && status === 'active')?.id;
  const client = session.role === 'ingest' ? session.operator : newsroom;
  const [product] = products?.ok ? products.value.items : [];
  return { missing: <NoArticles client={client} product={product} /> };
}

actionPages<Article>({
  pages: articlePages,
  path: '/articles',
  find: (c) => {
    const { role } = c.var.view.session;
    // The newsroom may view articles but not act on them.
    if (!admittedRoles(['desk']).includes(role)) throw insufficientRole(role, admittedRoles(['desk']));
    return articleOf(c);
  },
  nameOf,
  actions: ACTIONS,
});

articlePages.get('/articles/:id', async (c) => {
  const { view } = c.var;
  const article = await articleOf(c);
  const [restrictions, holders, recalls] = await Promise.all([
    restrictionsOf(view, article),
    view.session.role === 'ingest' ? null : holdersOf(c, { limit: HOLDERS_SHOWN }),
    // The recall of a kill or hold is linked before it exists.
    view.mayGo('/console/recalls') && article.pubStatus === 'usable' ? recallsOf(c, { state: 'open' }) : [],
  ]);
  const shown = { article, restrictions, holders, correction: recalls[0] };
  const page = <ArticlePage {...shown} />;
  return consolePage(c, { title: article.headline ?? article.uri }, await withDecision(view, page));
});

articlePages.get('/articles/:id/holders', async (c) => {
  const { view } = c.var;
  const { cursor } = c.req.query();
  const query = { ...(cursor && { cursor }) };
  const [{ article, recall }, list] = await Promise.all([withRecall(c), holdersOf(c, query)]);
  const page = <HoldersPage article={article} list={list} isRecallClosed={recall?.state === 'closed'} />;
  return consolePage(c, { title: view.t('articles.holders') }, page);
});

/** A recall exists once its notices are drained, seconds after the change. A script polls for this long. */
const RECALL_EXPECTED_MS = 5 * 60_000;

articlePages.get('/articles/:id/recall', async (c) => {
  const { article, recall } = await withRecall(c);
  const href = recall && `/console/recalls/${recall.id}`;
  const isLate = c.var.view.now - Date.parse(article.versions[0]?.at ?? '') > RECALL_EXPECTED_MS;
  if (c.req.header('HX-Request'))
    return c.body(null, 204, href ? { 'HX-Redirect': href } : isLate ? { 'HX-Refresh': 'true' } : {});
  if (href) return c.redirect(href, 303);
  if (article.pubStatus === 'usable')
    return c.redirect(`/console/recalls?state=all&article=${article.id}`, 303);
  const { items } = await holdersOf(c, { limit: 1 });
  const page = <NoRecallPage article={article} hasHolders={items.length > 0} isLate={isLate} />;
  return consolePage(c, { title: c.var.view.t('articles.no_recall') }, page);
});

articlePages.get('/articles/:id/look', async (c) => {
  const article = await articleOf(c);
  const { version = article.version } = c.req.query();
  const format: PreviewFormat = FORMATS.find((candidate) => candidate === c.req.query('format')) ?? 'html';
  const text = format === 'html' ? null : await previewOf(c, format, version);
  const preview = format === 'ninjs' && text !== null ? JSON.stringify(JSON.parse(text), null, 2) : text;
  const page = <PreviewPage article={article} format={format} version={version} text={preview} />;
  return consolePage(c, { title: article.headline ?? article.uri }, page);
});

articlePages.get('/articles/:id/compare', async (c) => {
  const { view } = c.var;
  const article = await articleOf(c);
  const { from = '', to = '' } = c.req.query();
  const [older, newer] = await Promise.all([from, to].map((version) => previewOf(c, 'text', version)));
  const changes = changesBetween(paragraphsOf(older ?? ''), paragraphsOf(newer ?? ''), c.var.budget);
  const page = <ComparePage article={article} from={from} to={to} changes={changes} />;
  return consolePage(c, { title: view.t('articles.compare_title', { from, to }) }, page);
});

/** Headers of content: its type and the API's policy for it. */
const CONTENT_HEADERS = /^content-(type|length|security-policy)$/;

articlePages.get('/articles/:id/preview', (c) => {
  const { version } = c.req.query();
  const params = { path: idOf(c), query: { ...(version && { version }) } };
  const preview = c.var.view.api.GET('/v1/admin/articles/{id}/preview', { params, parseAs: 'stream' });
  return forward(preview, CONTENT_HEADERS);
});

articlePages.get('/articles/:id/components/:component', (c) => {
  const params = { path: { ...idOf(c), component: c.req.param('component') } };
  const { api } = c.var.view;
  const content = api.GET('/v1/admin/articles/{id}/components/{component}', { params, parseAs: 'stream' });
  return forward(content, CONTENT_HEADERS);
});

const idOf = (c: Context<ConsoleEnv>) => ({ id: c.req.param('id') ?? '' });

const articleOf = (c: Context<ConsoleEnv>): Promise<Article> =>
  unwrap(c.var.view.api.GET('/v1/admin/articles/{id}', byId(c.req.param('id'))));

async function recallsOf(c: Context<ConsoleEnv>, query: { state?: 'open' }) {
  const { view } = c.var;
  const params = { query: { article: idOf(c).id, ...query } };
  return (await unwrap(view.api.GET(apiPath(view), { params }))).items;
}

/** The article with the recall of the kill or hold that is in force. Refuses the newsroom. */
async function withRecall(c: Context<ConsoleEnv>) {
  const items = await recallsOf(c, {});
  const article = await articleOf(c);
  const types = article.pubStatus === 'withheld' ? /held/ : /killed|eliminated/;
  const recall = items.find(({ type, closed }) => types.test(type) && closed?.how !== 'superseded');
  return { article, recall };
}

function holdersOf(c: Context<ConsoleEnv>, query: { cursor?: string; limit?: number }) {
  const params = { path: idOf(c), query };
  return unwrap(c.var.view.api.GET('/v1/admin/articles/{id}/holders', { params }));
}

async function previewOf(c: Context<ConsoleEnv>, format: PreviewFormat, version: string): Promise<string> {
  const params = { path: idOf(c), query: { format, version } };
  return (await unwrap(
    c.var.view.api.GET('/v1/admin/articles/{id}/preview', { params, parseAs: 'text' }),
  )) as string;
}

/**
 * Restrictions of the article and its components, with readings for viewers who may see them. Those of an
 * included item are not listed under the article and are loaded one by one.
 */
async function restrictionsOf(view: ConsoleView, article: Article): Promise<KnownRestriction[]> {
  if (!view.mayGo('/console/restrictions')) return article.restrictions;
  const { api } = view;
  const query = { item: article.id, limit: 200, affects: 'true' as const };
  const listed = await unwrap(api.GET('/v1/admin/restrictions', { params: { query } }));
  const known = new Map(listed.items.map((restriction) => [restriction.id, restriction]));
  return Promise.all(
    article.restrictions.map(async ({ id, scope }) => ({
      ...(known.get(id) ?? (await restrictionOf(view, id))),
      scope,
    })),
  );
}
