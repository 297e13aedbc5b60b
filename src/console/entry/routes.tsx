/** `/console/deliveries/:id`: one entry of the log, with all that there is of it. */
import { Hono } from 'hono';
import { periodOf } from '../../audit/reports/period.ts';
import { type Api, type Schema, tried } from '../frame/api.ts';
import { asJson } from '../frame/as-json.ts';
import { asFile, download } from '../frame/download.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { mayGo } from '../parts/to.tsx';
import { knownEntry } from './known.ts';
import { EntryPage, type Whole } from './page.tsx';
import { sentenceOf } from './words.tsx';

export const entryPages = new Hono<ConsoleEnv>();

type Entry = Schema<'LedgerEntry'>;

entryPages.get('/deliveries/:id', async (c) => {
  const { view } = c.var;
  const { api } = view;
  const whole = (await knownEntry(view, c.req.param('id'))) as unknown as Whole;
  const { entry } = whole;
  const [article, statement] = await Promise.all([articleOf(api, entry), statementOf(api, entry)]);
  return consolePage(
    c,
    {
      title: () => sentenceOf(entry),
      ...(mayGo(view, `/console/deliveries/${entry.id}/proof`) && { scripts: ['prove.js'] }),
    },
    <EntryPage {...whole} article={article} statement={statement} />,
  );
});

/** What the page proves by itself: as the API says it, nothing of it checked here. */
entryPages.get('/deliveries/:id/proof', async (c) => {
  const path = { id: c.req.param('id') };
  return asJson(c, tried(c.var.view.api.GET('/v1/audit/deliveries/{id}', { params: { path } })));
});

/** All that the gateway can give of the moment of the entry, to be checked without it. */
entryPages.get('/deliveries/:id/evidence', async (c) => {
  const { api } = c.var.view;
  const { entry } = await knownEntry(c.var.view, c.req.param('id'));
  const to = new Date(Date.parse(entry.at) + 1).toISOString();
  const asked = { path: { id: entry.license }, query: { from: entry.at, to } };
  return download(
    api.GET('/v1/audit/evidence/licenses/{id}', { params: asked, ...asFile('application/zip') }),
    `evidence-${entry.id}.zip`,
  );
});

/** Undefined: the entry is of no article, or of one that the catalogue never had. */
async function articleOf(api: Api, { article }: Entry) {
  if (!article) return undefined;
  const found = await tried(api.GET('/v1/admin/articles/{id}', { params: { path: { id: article } } }));
  return found.ok ? found.value : undefined;
}

/** The shortest closed period that has the entry; days are taken as those of UTC, so at the edge of a period it may be the next. */
async function statementOf(api: Api, { license, index, at }: Entry) {
  const listed = await tried(api.GET('/v1/audit/statements', { params: { query: { license, limit: 200 } } }));
  if (!listed.ok) return undefined;
  const day = at.slice(0, 10);
  return listed.value.items
    .filter(({ size, period }) => {
      const days = periodOf(period);
      return size > index && days !== null && days.from <= day && days.to >= day;
    })
    .sort((one, other) => other.period.length - one.period.length)[0];
}
