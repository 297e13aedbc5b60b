/** `/v1/admin/phrases`: custom phrases that the desk has added to the phrasebook. */
import { requireOperator } from '../../access/guard.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { actorOf, body, idParam, json, problems, route } from '../../platform/openapi.ts';
import { deskList, pageOfSchema, pageQuery } from '../../platform/paging.ts';
import { newPhrase, phrase } from '../../restrictions/phrases/schemas.ts';
import { createPhrase, phraseResource, withdrawPhrase } from '../../restrictions/phrases/service.ts';
import { findPhrase, listPhrases } from '../../restrictions/phrases/store.ts';

const admin = { middleware: requireOperator('desk') };

export const phraseRoutes = createRouter();

phraseRoutes.openapi(
  route.post('/v1/admin/phrases', {
    ...admin,
    summary: 'Add a custom phrase to the phrasebook',
    request: { body: body(newPhrase) },
    responses: { 201: json(phrase, 'The phrase; every later reading uses it'), ...problems(409) },
  }),
  async (c) => c.json(unwrap(await createPhrase(c.env, c.req.valid('json'), actorOf(c))), 201),
);

phraseRoutes.openapi(
  route.get('/v1/admin/phrases', {
    ...admin,
    summary: 'List custom phrases, including withdrawn ones',
    request: { query: pageQuery },
    responses: { 200: json(pageOfSchema(phrase), 'A page of results') },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const list = deskList(c.env, 'phrases');
    const rows = await listPhrases(c.env.DB, list.after(cursor), limit + 1);
    return c.json(list.page(rows.map(phraseResource), limit), 200);
  },
);

phraseRoutes.openapi(
  route.get('/v1/admin/phrases/{id}', {
    ...admin,
    summary: 'Read a custom phrase',
    request: { params: idParam },
    responses: { 200: json(phrase, 'The phrase'), ...problems(404) },
  }),
  async (c) => {
    const row = await findPhrase(c.env.DB, c.req.valid('param').id);
    return c.json(phraseResource(row ?? unwrap<never>(missing('phrase'))), 200);
  },
);

phraseRoutes.openapi(
  route.delete('/v1/admin/phrases/{id}', {
    ...admin,
    summary: 'Withdraw a custom phrase; restrictions already read with it stay in force',
    request: { params: idParam },
    responses: { 204: { description: 'The phrase is withdrawn' }, ...problems(404) },
  }),
  async (c) => {
    unwrap(await withdrawPhrase(c.env, c.req.valid('param').id, actorOf(c)));
    return c.body(null, 204);
  },
);
