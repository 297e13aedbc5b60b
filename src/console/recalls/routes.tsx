/** `/console/recalls`: whether kills, corrections and holds have reached the copies of partners. */
import { type Context, Hono } from 'hono';
import { ACKNOWLEDGEMENT_STATES } from '../../ledger/notes/types.ts';
import { fieldsIn, wordOptions } from '../forms/fields.ts';
import { byId, type Schema, unwrap } from '../frame/api.ts';
import { asStream, download } from '../frame/download.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { partnerOf } from '../licenses/catalogue.ts';
import { titleName } from '../parts/entity.tsx';
import { List } from '../parts/small.tsx';
import { actionPages } from '../resources/action-pages.tsx';
import { listPages } from '../resources/list-pages.tsx';
import { apiPath, recallColumns, recallFilters, titleOf } from './list.tsx';
import { type Details, type License, RecallPage } from './recall.tsx';

export const recallPages = new Hono<ConsoleEnv>();

type Page = Context<ConsoleEnv>;

const idOf = (c: Page) => byId(c.req.param('id'));

listPages({
  pages: recallPages,
  path: '/recalls',
  title: 'recalls.title',
  lead: 'recalls.lead',
  controls: recallFilters,
  load: (view, { state, ...query }) =>
    view.api.GET(apiPath(view), {
      params: { query: { ...query, ...(state !== 'all' && { state }) } as object },
    }),
  describe: () => ({ empty: 'recalls.empty' }),
  columns: recallColumns,
  file: {
    name: 'recalls',
    columns: [
      ...(['at', 'article', 'type', 'version', 'state', 'dueAt', 'holders.notified'] as const),
      ...(['acknowledged', 'done', 'refused', 'overdue'] as const).map((name) => `holders.${name}` as const),
      ...(['reported', 'seen', 'up', 'unread'] as const).map((name) => `pages.${name}` as const),
      ...(['at', 'how', 'operator', 'note', 'open'] as const).map((name) => `closed.${name}` as const),
      'id',
    ],
  },
});

const recallOf = (c: Page) => unwrap(c.var.view.api.GET(`${apiPath(c.var.view)}/{id}`, idOf(c)));

recallPages.get('/recalls/:id', async (c) => {
  const { view } = c.var;
  const recall = await recallOf(c);
  // Each is a statement of the 1,000 that D1 allows a request.
  const lateFirst = recall.licenses.toSorted((a, b) => Number(!a.overdueAt) - Number(!b.overdueAt));
  const ids = [...new Set(lateFirst.flatMap(({ partner }) => partner ?? []))].slice(0, 100);
  const [current, ...partners] = await Promise.all([
    unwrap(view.api.GET('/v1/admin/articles/{id}', byId(recall.article))),
    ...ids.map((id) => partnerOf(view.api, id)),
  ]);
  const page = <RecallPage {...{ recall, current, partners }} />;
  return consolePage(c, { title: () => titleOf(recall, view.t) }, page);
});

/** Begins to read the reported pages. The readings are listed once they are drained from the log. */
recallPages.post('/recalls/:id/read', async (c) => {
  const { read, waiting } = await unwrap(c.var.view.api.POST('/v1/admin/recalls/{id}/readings', idOf(c)));
  const count = read + waiting;
  const begun = `${waiting === 0 ? 'recall_reading' : 'recall_waiting'}&count=${count}`;
  return c.redirect(
    `/console/recalls/${c.req.param('id')}?done=${count === 0 ? 'not_recall_read' : begun}`,
    303,
  );
});

recallPages.get('/recalls/:id/closure', (c) => {
  const { view } = c.var;
  const file = view.api.GET(`${apiPath(view)}/{id}/closure`, { ...idOf(c), ...asStream('application/json') });
  return download(file, `closure-${c.req.param('id')}.json`);
});

const { hinted } = fieldsIn('recalls');

/** Name of the license, with the answer that another one replaces. */
const licenseName = ({ license: id, acknowledgement }: License, { t, names }: ConsoleView) => {
  const license = names.get(id)?.name ?? id;
  if (!acknowledgement) return license;
  return t('recalls.license_answered', { license, answer: t.word('acknowledgement', acknowledgement.state) });
};

/** Each license with the titles for which its answer counts. */
const licenseTitles = (licenses: License[], view: ConsoleView) => {
  const titlesOf = ({ license, titles }: License) =>
    view.t.list(titles.map((title) => titleName(license, title.id, view)));
  return <List items={licenses.map((license) => `${licenseName(license, view)}: ${titlesOf(license)}`)} />;
};

actionPages<Details>({
  pages: recallPages,
  path: '/recalls',
  find: async (c) => {
    const recall = await recallOf(c);
    const licenses = recall.licenses.map(({ license }) => license);
    await c.var.view.names.load(c.var.view.api, [recall.article, ...licenses]);
    return recall;
  },
  nameOf: ({ headline, article }, { names }) => headline ?? names.get(article)?.name ?? article,
  actions: {
    answer: {
      label: 'recalls.answer',
      fields: ({ licenses }, view) => [
        {
          ...{ kind: 'select', path: '/license', label: 'reports.license', required: true },
          hint: 'recalls.answer_license_hint',
          options: licenses.map((row) => ({ value: row.license, label: licenseName(row, view) })),
        },
        {
          ...{ kind: 'select', ...hinted('answered', '/state'), required: true },
          options: wordOptions(view.t, 'acknowledgement', ACKNOWLEDGEMENT_STATES),
        },
        { kind: 'text', ...hinted('said', '/note'), required: true },
        { kind: 'instant', ...hinted('answer_done_at', '/at') },
      ],
      effect: (_, { t }) => <p>{t('recalls.answer_means')}</p>,
      last: ({ licenses }, view) => (
        <>
          <p>{view.t('recalls.answer_covers')}</p>
          {licenseTitles(licenses, view)}
        </>
      ),
      send: (api, id, body: Schema<'NewRecallAnswer'>) =>
        api.POST('/v1/admin/recalls/{id}/answers', { ...byId(id), body }),
      done: 'recall_answered',
    },
    close: {
      label: 'recalls.close',
      weight: 'final',
      fields: () => [{ kind: 'area', ...hinted('note'), lines: 3, required: true }],
      effect: ({ licenses }, view) => {
        const open = licenses.filter(({ state }) => state !== 'closed');
        return (
          <>
            <p>{view.t('recalls.close_open', { count: open.length })}</p>
            {licenseTitles(open, view)}
            <p>{view.t('recalls.close_means')}</p>
          </>
        );
      },
      send: (api, id, body: { note: string }) =>
        api.POST('/v1/admin/recalls/{id}/close', { ...byId(id), body }),
      done: 'recall_closed',
    },
  },
});
