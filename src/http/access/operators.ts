/** `/v1/admin/operators`: the operators and their roles. For owners. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { idempotencyHeaders, idempotencyKeyOf } from '../../access/idempotency.ts';
import {
  newOperator,
  operator,
  operatorPatch,
  operatorRotation,
  operatorWithSecret,
} from '../../access/operators/schemas.ts';
import {
  changeOperator,
  createOperator,
  operatorResource,
  revokeOperator,
  rotateOperator,
} from '../../access/operators/service.ts';
import { countOperators, findOperatorRow, listOperators } from '../../access/operators/store.ts';
import { ROLES } from '../../access/roles.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { actorOf, body, idParam, json, problems, route } from '../../platform/openapi.ts';
import { countedPageOf, listQuery, searchedPage } from '../../platform/paging.ts';

const owner = { middleware: requireOperator('owner') };
const NO_STORE = { 'Cache-Control': 'no-store' };

export const operatorRoutes = createRouter();

operatorRoutes.openapi(
  route.post('/v1/admin/operators', {
    ...owner,
    summary: 'Add an operator with an API key',
    request: { headers: idempotencyHeaders, body: body(newOperator) },
    responses: { 201: json(operatorWithSecret, 'The operator, with the secret'), ...problems(409) },
  }),
  async (c) => {
    const created = await createOperator(
      c.env,
      c.req.valid('json'),
      actorOf(c),
      idempotencyKeyOf(c.req.valid('header')),
    );
    return c.json(unwrap(created), 201, NO_STORE);
  },
);

operatorRoutes.openapi(
  route.get('/v1/admin/operators', {
    ...owner,
    summary: 'List operators',
    request: {
      query: listQuery('name').extend({
        role: z.enum(ROLES).optional().openapi({ description: 'Only operators with this role' }),
      }),
    },
    responses: { 200: json(countedPageOf(operator), 'A page of results') },
  }),
  async (c) => {
    const store = { list: listOperators, count: countOperators };
    const { items, ...page } = await searchedPage(c.env, 'operators', c.req.valid('query'), store);
    return c.json({ items: items.map(operatorResource), ...page }, 200);
  },
);

operatorRoutes.openapi(
  route.get('/v1/admin/operators/{id}', {
    ...owner,
    summary: 'Read an operator',
    request: { params: idParam },
    responses: { 200: json(operator, 'The operator'), ...problems(404) },
  }),
  async (c) => {
    const row = await findOperatorRow(c.env.DB, c.req.valid('param').id);
    return c.json(operatorResource(row ?? unwrap<never>(missing('operator'))), 200);
  },
);

operatorRoutes.openapi(
  route.patch('/v1/admin/operators/{id}', {
    ...owner,
    summary: 'Change the name, role or status of an operator',
    request: { params: idParam, body: body(operatorPatch) },
    responses: { 200: json(operator, 'The change is in force'), ...problems(404, 409) },
  }),
  async (c) => {
    const attempt = await changeOperator(c.env, c.req.valid('param').id, c.req.valid('json'), actorOf(c));
    return c.json(unwrap(attempt), 200);
  },
);

operatorRoutes.openapi(
  route.post('/v1/admin/operators/{id}/rotate', {
    ...owner,
    summary: 'Create a new key; the old one and its tokens end at once',
    request: { params: idParam, headers: idempotencyHeaders, body: body(operatorRotation) },
    responses: { 201: json(operatorWithSecret, 'The operator, with the new secret'), ...problems(404, 409) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const rotation = { ...c.req.valid('json'), idempotencyKey: idempotencyKeyOf(c.req.valid('header')) };
    return c.json(unwrap(await rotateOperator(c.env, id, rotation, actorOf(c))), 201, NO_STORE);
  },
);

operatorRoutes.openapi(
  route.delete('/v1/admin/operators/{id}', {
    ...owner,
    summary: 'Revoke an operator permanently',
    request: { params: idParam },
    responses: {
      204: { description: 'The operator’s key and tokens are no longer accepted' },
      ...problems(404, 409),
    },
  }),
  async (c) => {
    unwrap(await revokeOperator(c.env, c.req.valid('param').id, actorOf(c)));
    return c.body(null, 204);
  },
);
