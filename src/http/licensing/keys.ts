/** `/v1/admin/keys`: API keys of a license. Secrets are shown once, at creation. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { idempotencyHeaders, idempotencyKeyOf } from '../../access/idempotency.ts';
import { createFeedAddress, revokeFeedAddress } from '../../licensing/keys/feed-address.ts';
import {
  feedAddress,
  key,
  keyPatch,
  keyWithSecret,
  newKey,
  rotatedKey,
  rotation,
} from '../../licensing/keys/schemas.ts';
import { changeKey, createKey, keyResource, revokeKey, rotateKey } from '../../licensing/keys/service.ts';
import { countKeys, findKey, listKeys } from '../../licensing/keys/store.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { actorOf, body, idParam, json, problems, route } from '../../platform/openapi.ts';
import { countedPageOf, listQuery, searchedPage } from '../../platform/paging.ts';

const admin = { middleware: requireOperator('desk') };
/** A response with a secret must not be stored. */
const NO_STORE = { 'Cache-Control': 'no-store' };

export const keyRoutes = createRouter();

keyRoutes.openapi(
  route.post('/v1/admin/keys', {
    ...admin,
    summary: 'Create an API key for a license',
    request: { headers: idempotencyHeaders, body: body(newKey) },
    responses: { 201: json(keyWithSecret, 'The key, with its secret'), ...problems(409) },
  }),
  async (c) => {
    const created = await createKey(
      c.env,
      c.req.valid('json'),
      actorOf(c),
      idempotencyKeyOf(c.req.valid('header')),
    );
    return c.json(unwrap(created), 201, NO_STORE);
  },
);

keyRoutes.openapi(
  route.get('/v1/admin/keys', {
    ...admin,
    summary: 'List API keys',
    request: {
      query: listQuery('name', 'lastUsed').extend({
        license: z.string().max(64).optional(),
        partner: z.string().max(64).optional(),
      }),
    },
    responses: { 200: json(countedPageOf(key), 'A page of results') },
  }),
  async (c) => {
    const store = { list: listKeys, count: countKeys };
    const { items, ...page } = await searchedPage(c.env, 'keys', c.req.valid('query'), store);
    const { now } = actorOf(c);
    return c.json({ items: items.map((row) => keyResource(row, now)), ...page }, 200);
  },
);

keyRoutes.openapi(
  route.get('/v1/admin/keys/{id}', {
    ...admin,
    summary: 'Read an API key',
    request: { params: idParam },
    responses: { 200: json(key, 'The key'), ...problems(404) },
  }),
  async (c) => {
    const row = await findKey(c.env.DB, c.req.valid('param').id);
    return c.json(keyResource(row ?? unwrap<never>(missing('key')), actorOf(c).now), 200);
  },
);

keyRoutes.openapi(
  route.patch('/v1/admin/keys/{id}', {
    ...admin,
    summary: 'Change the name, expiry, addresses or DPoP binding of an API key',
    request: { params: idParam, body: body(keyPatch) },
    responses: { 200: json(key, 'The change is in force'), ...problems(404, 409) },
  }),
  async (c) =>
    c.json(unwrap(await changeKey(c.env, c.req.valid('param').id, c.req.valid('json'), actorOf(c))), 200),
);

keyRoutes.openapi(
  route.post('/v1/admin/keys/{id}/rotate', {
    ...admin,
    summary: 'Rotate the secret of an API key; the old one remains valid for a while',
    request: { params: idParam, headers: idempotencyHeaders, body: body(rotation) },
    responses: { 201: json(rotatedKey, 'The key, with its new secret'), ...problems(404, 409) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const idempotencyKey = idempotencyKeyOf(c.req.valid('header'));
    return c.json(
      unwrap(await rotateKey(c.env, id, c.req.valid('json'), actorOf(c), idempotencyKey)),
      201,
      NO_STORE,
    );
  },
);

keyRoutes.openapi(
  route.delete('/v1/admin/keys/{id}', {
    ...admin,
    summary: 'Revoke an API key permanently',
    request: { params: idParam },
    responses: { 204: { description: 'The key is no longer accepted' }, ...problems(404, 409) },
  }),
  async (c) => {
    unwrap(await revokeKey(c.env, c.req.valid('param').id, actorOf(c)));
    return c.body(null, 204);
  },
);

keyRoutes.openapi(
  route.post('/v1/admin/keys/{id}/feed-address', {
    ...admin,
    summary:
      'Create a secret feed address for readers that cannot send a token; the previous one ends at once',
    request: { params: idParam, headers: idempotencyHeaders },
    responses: { 201: json(feedAddress, 'The secret address in each format'), ...problems(404, 409) },
  }),
  async (c) => {
    const idempotencyKey = idempotencyKeyOf(c.req.valid('header'));
    return c.json(
      unwrap(await createFeedAddress(c.env, c.req.valid('param').id, actorOf(c), idempotencyKey)),
      201,
      NO_STORE,
    );
  },
);

keyRoutes.openapi(
  route.delete('/v1/admin/keys/{id}/feed-address', {
    ...admin,
    summary: 'Revoke the secret feed address of a key',
    request: { params: idParam },
    responses: { 204: { description: 'The key is no longer accepted' }, ...problems(404, 409) },
  }),
  async (c) => {
    unwrap(await revokeFeedAddress(c.env, c.req.valid('param').id, actorOf(c)));
    return c.body(null, 204);
  },
);
