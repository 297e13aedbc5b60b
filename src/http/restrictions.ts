/**
 * `/v1/admin/restrictions`: prohibitions and limits of the agency, a section, an item or a component.
 * `/v1/admin/phrases`: phrases that the desk has added to the phrasebook.
 */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../access/guard.ts';
import { idempotencyHeaders, idempotencyKeyOf } from '../access/idempotency.ts';
import { affectedBy } from '../licensing/affected/affected.ts';
import { doubtsAboutScope, warningsAboutScope } from '../licensing/products/known-words.ts';
import { askAbout, confirmationQuery } from '../platform/confirmation.ts';
import { missing, unwrap } from '../platform/failure.ts';
import { createRouter } from '../platform/http.ts';
import { actorOf, body, idParam, json, problems, route } from '../platform/openapi.ts';
import { cursorsOf, deskList, OPERATORS, pageOf, pageOfSchema, pageQuery } from '../platform/paging.ts';
import { withChanges } from '../restrictions/history.ts';
import { newPhrase, phrase } from '../restrictions/phrases/schemas.ts';
import { createPhrase, phraseResource, withdrawPhrase } from '../restrictions/phrases/service.ts';
import { findPhrase, listPhrases } from '../restrictions/phrases/store.ts';
import {
  decidedRestriction,
  newReading,
  newRestriction,
  type RestrictionResource,
  readingAnswer,
  restriction,
  restrictionPatch,
  restrictionQuery,
  restrictionWithHistory,
} from '../restrictions/schemas.ts';
import { parseScope } from '../restrictions/scope.ts';
import {
  changeRestriction,
  createRestriction,
  doubtsAboutText,
  readText,
  restrictionResource,
} from '../restrictions/service.ts';
import {
  findRestriction,
  listDecisions,
  listRestrictions,
  type RestrictionColumns,
  restrictionRow,
  restrictionsByIdStatement,
  versionsOfRestriction,
} from '../restrictions/store.ts';

const admin = { middleware: requireOperator('desk') };

export const restrictionRoutes = createRouter();

restrictionRoutes.openapi(
  route.post('/v1/admin/phrases', {
    ...admin,
    summary: 'Add a custom phrase to the phrasebook',
    request: { body: body(newPhrase) },
    responses: { 201: json(phrase, 'The phrase; every later reading uses it'), ...problems(409) },
  }),
  async (c) => c.json(unwrap(await createPhrase(c.env, c.req.valid('json'), actorOf(c))), 201),
);

restrictionRoutes.openapi(
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

restrictionRoutes.openapi(
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

restrictionRoutes.openapi(
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

const withWarnings = (
  resource: RestrictionResource,
  added: NonNullable<RestrictionResource['warnings']>,
): RestrictionResource => {
  const warnings = [...(resource.warnings ?? []), ...added];
  return warnings.length > 0 ? { ...resource, warnings } : resource;
};

restrictionRoutes.openapi(
  route.post('/v1/admin/restrictions', {
    ...admin,
    summary: 'Create a restriction from a policy or a text',
    request: { headers: idempotencyHeaders, query: confirmationQuery, body: body(newRestriction) },
    responses: { 201: json(restriction, 'The change is in force'), ...problems(409) },
  }),
  async (c) => {
    const idempotencyKey = idempotencyKeyOf(c.req.valid('header'));
    const input = c.req.valid('json');
    const scope = parseScope(input.scope);
    // Before the change: a read that fails after it would answer an error for what is in force.
    const warnings = await warningsAboutScope(c.env.DB, scope);
    await askAbout(c.req.valid('query'), async () => [
      ...(warnings.length > 0 ? await doubtsAboutScope(c.env.DB, scope) : []),
      ...(input.text === undefined ? [] : await doubtsAboutText(c.env.DB, input.text)),
    ]);
    const created = unwrap(await createRestriction(c.env, input, actorOf(c), idempotencyKey));
    return c.json(withWarnings(created, warnings), 201);
  },
);

restrictionRoutes.openapi(
  route.post('/v1/admin/restrictions/readings', {
    ...admin,
    summary: 'Read a text with the phrasebook, without storing anything',
    request: { body: body(newReading) },
    responses: { 200: json(readingAnswer, 'The policy the text would become') },
  }),
  async (c) => c.json(await readText(c.env.DB, c.req.valid('json').text), 200),
);

restrictionRoutes.openapi(
  route.get('/v1/admin/restrictions', {
    ...admin,
    summary: 'List restrictions',
    request: { query: restrictionQuery },
    responses: { 200: json(pageOfSchema(restriction), 'A page of results') },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const { scope, unreviewed, affects, ...conditions } = filter;
    const list = deskList(c.env, 'restrictions', filter);
    const rows = await listRestrictions(c.env.DB, {
      ...conditions,
      unreviewed: unreviewed === 'true',
      after: list.after(cursor),
      limit: limit + 1,
      scope: parseScope(scope ?? '') ?? undefined,
    });
    const affected = affects === 'true' ? await affectedBy(c.env.DB, rows, c.get('now')) : null;
    return c.json(
      list.page(
        rows.map((row) => ({ ...restrictionResource(row), ...affected?.(row) })),
        limit,
      ),
      200,
    );
  },
);

const decisionPosition = z.object({ at: z.string(), id: z.string(), version: z.int() });

restrictionRoutes.openapi(
  route.get('/v1/admin/restrictions/decisions', {
    ...admin,
    summary: 'List decisions of the desk on restrictions, newest first',
    request: { query: pageQuery },
    responses: { 200: json(pageOfSchema(decidedRestriction), 'A page of results') },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const scope = { list: 'restriction-decisions', reader: OPERATORS, filter: {} } as const;
    const cursors = cursorsOf(c.env, scope, decisionPosition);
    const { items, next } = pageOf(
      await listDecisions(c.env.DB, { after: cursors.after(cursor), limit: limit + 1 }),
      limit,
      cursors.to,
    );
    const ids = [...new Set(items.map(({ id }) => id))];
    const { results } = await restrictionsByIdStatement(c.env.DB, ids).all<RestrictionColumns>();
    const rows = results.map(restrictionRow);
    const affected = await affectedBy(c.env.DB, rows, c.get('now'));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const decided = items.flatMap(({ id, previous, ...own }) => {
      const row = byId.get(id);
      if (!row || !previous) return [];
      const [latest] = withChanges([own, previous], row.scope);
      if (!latest) return [];
      const { version, change, at, operator } = latest;
      const decision = { version, change, at, operator };
      return [{ ...restrictionResource(row), ...affected(row), decision }];
    });
    return c.json({ items: decided, next }, 200);
  },
);

restrictionRoutes.openapi(
  route.get('/v1/admin/restrictions/{id}', {
    ...admin,
    summary: 'Read a restriction with its history',
    request: { params: idParam },
    responses: { 200: json(restrictionWithHistory, 'The restriction'), ...problems(404) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const [row, versions] = await Promise.all([
      findRestriction(c.env.DB, id),
      versionsOfRestriction(c.env.DB, id),
    ]);
    const existing = row ?? unwrap<never>(missing('restriction'));
    const [affected, warnings] = await Promise.all([
      affectedBy(c.env.DB, [existing], c.get('now')),
      warningsAboutScope(c.env.DB, existing.scope),
    ]);
    const resource = withWarnings(restrictionResource(existing, c.get('now')), warnings);
    const changes = withChanges(versions, existing.scope);
    return c.json({ ...resource, ...affected(existing), versions: changes }, 200);
  },
);

restrictionRoutes.openapi(
  route.patch('/v1/admin/restrictions/{id}', {
    ...admin,
    summary: 'Confirm, correct, reword or withdraw a restriction',
    request: { params: idParam, body: body(restrictionPatch) },
    responses: { 200: json(restriction, 'The change is in force'), ...problems(404, 409) },
  }),
  async (c) => {
    const attempt = await changeRestriction(c.env, c.req.valid('param').id, c.req.valid('json'), actorOf(c));
    return c.json(unwrap(attempt), 200);
  },
);

restrictionRoutes.openapi(
  route.delete('/v1/admin/restrictions/{id}', {
    ...admin,
    summary: 'Withdraw a restriction',
    request: { params: idParam },
    responses: { 204: { description: 'The restriction is withdrawn' }, ...problems(404, 409) },
  }),
  async (c) => {
    unwrap(await changeRestriction(c.env, c.req.valid('param').id, { status: 'withdrawn' }, actorOf(c)));
    return c.body(null, 204);
  },
);
