import { Hono } from 'hono';
import { periodOf } from '../../audit/reports/period.ts';
import { queryOfEntry } from '../decisions/question.ts';
import { loadQueryState } from '../decisions/routes.tsx';
import { type Api, byId, type Schema, toResult, unwrap } from '../frame/api.ts';
import { forwardJson } from '../frame/as-json.ts';
import { asStream, download } from '../frame/download.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { PROOF_FILES } from '../parts/proof.tsx';
import { knownEntry } from './known.ts';
import { type EntryDetails, EntryPage } from './page.tsx';
import { sentenceOf } from './sentence.tsx';

export const entryPages = new Hono<ConsoleEnv>();

const NO_FILES: typeof PROOF_FILES = { scripts: [], styles: [] };

type Entry = Schema<'LedgerEntry'>;

entryPages.get('/deliveries/:id', async (c) => {
  const { view } = c.var;
  const { api } = view;
  const details = (await knownEntry(view, c.req.param('id'))) as unknown as EntryDetails;
  const { entry } = details;
  const [article, statement, today] = await Promise.all([
    articleOf(api, entry),
    statementOf(api, entry),
    todayOf(view, entry),
  ]);
  const { scripts, styles } = view.mayGo(`/console/deliveries/${entry.id}/proof`) ? PROOF_FILES : NO_FILES;
  return consolePage(
    c,
    { title: () => sentenceOf(entry), scripts, styles: ['decision.css', ...styles] },
    <EntryPage {...details} article={article} statement={statement} today={today} />,
  );
});

/** Unmodified API answer that the page's script verifies. */
entryPages.get('/deliveries/:id/proof', async (c) =>
  forwardJson(c, unwrap(c.var.view.api.GET('/v1/audit/deliveries/{id}', byId(c.req.param('id'))))),
);

/** Evidence for the entry's instant, for offline verification. */
entryPages.get('/deliveries/:id/evidence', async (c) => {
  const { api } = c.var.view;
  const { entry } = await knownEntry(c.var.view, c.req.param('id'));
  const to = new Date(Date.parse(entry.at) + 1).toISOString();
  const params = { path: { id: entry.license }, query: { from: entry.at, to } };
  return download(
    api.GET('/v1/audit/evidence/licenses/{id}', { params: params, ...asStream('application/zip') }),
    `evidence-${entry.id}.zip`,
  );
});

const todayOf = (view: ConsoleView, entry: Entry) =>
  entry.kind === 'refusal' && view.mayGo('/console/decisions')
    ? loadQueryState(view, queryOfEntry(entry))
    : null;

async function articleOf(api: Api, { article }: Entry) {
  if (!article) return undefined;
  const answer = await toResult(api.GET('/v1/admin/articles/{id}', byId(article)));
  return answer.ok ? answer.value : undefined;
}

/** Shortest closed period with the entry. Days are UTC, so entries near its edge may belong to the next. */
async function statementOf(api: Api, { license, index, at }: Entry) {
  const listed = await toResult(
    api.GET('/v1/audit/statements', { params: { query: { license, limit: 200 } } }),
  );
  if (!listed.ok) return undefined;
  const day = at.slice(0, 10);
  return listed.value.items
    .filter(({ size, period }) => {
      const days = periodOf(period);
      return size > index && days !== null && days.from <= day && days.to >= day;
    })
    .sort((a, b) => b.period.length - a.period.length)[0];
}
