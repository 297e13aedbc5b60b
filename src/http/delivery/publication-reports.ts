import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { requireOperator, requirePartner } from '../../access/guard.ts';
import { spanOf } from '../../audit/search/query.ts';
import {
  confirmKey,
  enterDeclarations,
  enterPublications,
} from '../../delivery/publication-reports/enter.ts';
import { enterExternal, newExternal } from '../../delivery/publication-reports/externals.ts';
import {
  DECLARATION_COLUMNS,
  enteredReport,
  newDeclaration,
  newPublication,
  PUBLICATION_COLUMNS,
  reportsAnswer,
  reportsBody,
} from '../../delivery/publication-reports/schemas.ts';
import { listReports } from '../../delivery/publication-reports/store.ts';
import { submittedReports } from '../../delivery/publication-reports/submitted.ts';
import { statedWord } from '../../delivery/stated-use.ts';
import { declarationEntry, publicationEntry } from '../../ledger/notes/schemas.ts';
import { unwrap } from '../../platform/failure.ts';
import { type AppEnv, createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { actorOf, body, instant, json, problems, route } from '../../platform/openapi.ts';
import { cursorsOf, pageOf, pageOfSchema, pageQuery } from '../../platform/paging.ts';

export const reportRoutes = createRouter();
reportRoutes.openAPIRegistry.register('NewPublication', newPublication);
reportRoutes.openAPIRegistry.register('NewDeclaration', newDeclaration);

const middleware = [requirePartner()];
const responses = {
  200: json(reportsAnswer, 'All reports were already in the log'),
  201: json(reportsAnswer, 'The reports are in the log'),
  ...problems(409),
};

reportRoutes.openapi(
  route.post('/v1/publications', {
    middleware,
    summary: 'Report publications: one report, a list or a table',
    request: { body: reportsBody('NewPublication') },
    responses: responses,
  }),
  async (c) => {
    const form = { schema: newPublication, columns: PUBLICATION_COLUMNS };
    const submitted = await submittedReports(c, c.req.valid('json'), form);
    const answer = await enterPublications(c.env, c.get('partner'), submitted, c.get('now'));
    return c.json(answer, answer.entered > 0 ? 201 : 200, NO_STORE);
  },
);

reportRoutes.openapi(
  route.post('/v1/declarations', {
    middleware,
    summary: 'Declare contractual figures: one declaration, a list or a table',
    request: { body: reportsBody('NewDeclaration') },
    responses: responses,
  }),
  async (c) => {
    const form = { schema: newDeclaration, columns: DECLARATION_COLUMNS };
    const submitted = await submittedReports(c, c.req.valid('json'), form);
    const answer = await enterDeclarations(c.env, c.get('partner'), submitted);
    return c.json(answer, answer.entered > 0 ? 201 : 200, NO_STORE);
  },
);

reportRoutes.openapi(
  route.post('/v1/admin/externals', {
    middleware: [requireOperator('desk')] as const,
    summary: 'Record a delivery made outside the gateway, such as by e-mail or FTP',
    request: { body: body(newExternal) },
    responses: {
      200: json(enteredReport, 'The delivery was already in the log'),
      201: json(enteredReport, 'The reports are in the log'),
      ...problems(404),
    },
  }),
  async (c) => {
    const answer = unwrap(await enterExternal(c.env, c.req.valid('json'), actorOf(c)));
    return c.json(answer, answer.repeated ? 200 : 201, NO_STORE);
  },
);

const period = pageQuery.extend({ from: instant.optional(), to: instant.optional() });
const publicationQuery = period.extend({ article: statedWord.optional() });
const declarationQuery = period.extend({ title: statedWord.optional() });
const position = z.object({ at: z.string(), license: z.string(), idx: z.int() });

reportRoutes.openapi(
  route.get('/v1/publications', {
    middleware,
    summary: 'List the publication reports of the license, newest first',
    request: { query: publicationQuery },
    responses: { 200: json(pageOfSchema(publicationEntry), 'A page of results') },
  }),
  async (c) => c.json(await ownReports(c, 'publication', c.req.valid('query')), 200, NO_STORE),
);

reportRoutes.openapi(
  route.get('/v1/declarations', {
    middleware,
    summary: 'List the declarations of the license, newest first',
    request: { query: declarationQuery },
    responses: { 200: json(pageOfSchema(declarationEntry), 'A page of results') },
  }),
  async (c) => c.json(await ownReports(c, 'declaration', c.req.valid('query')), 200, NO_STORE),
);

type ReportQuery = z.output<typeof publicationQuery> | z.output<typeof declarationQuery>;

/** Reads the drained log, so it shows what was recorded. */
async function ownReports(
  c: Context<AppEnv>,
  kind: 'publication' | 'declaration',
  { cursor, limit, ...filter }: ReportQuery,
) {
  const { license } = c.get('partner');
  const cursors = cursorsOf(c.env, { list: `${kind}s`, reader: license, filter }, position);
  const page = { after: cursors.after(cursor), limit: limit + 1 };
  await confirmKey(c.env, c.get('partner'));
  const rows = await listReports(c.env.DB, kind, { ...filter, license, ...spanOf(filter), ...page });
  const { items, next } = pageOf(rows, limit, cursors.to);
  return { items: items.map(({ body, leaf }) => ({ ...JSON.parse(body), leaf })), next };
}
