/**
 * `/v1/webhooks`: endpoints that the events of a license are pushed to. For the partner, and for the desk.
 */
import { z } from '@hono/zod-openapi';
import { requireToken } from '../access/guard.ts';
import { idempotencyHeaders, idempotencyKeyOf } from '../access/idempotency.ts';
import { webhookCaller } from '../events/webhooks/caller.ts';
import {
  newWebhook,
  redelivery,
  rotation,
  webhook,
  webhookAttempt,
  webhookAttempts,
  webhookPatch,
  webhookWithProgress,
  webhookWithSecret,
} from '../events/webhooks/schemas.ts';
import {
  changeWebhook,
  createWebhook,
  loadAttempts,
  loadProgress,
  loadWebhook,
  redeliver,
  removeWebhook,
  rotateWebhook,
  testWebhook,
  verifyWebhook,
  webhookResource,
} from '../events/webhooks/service.ts';
import { listWebhooks } from '../events/webhooks/store.ts';
import { unwrap } from '../platform/failure.ts';
import { createRouter } from '../platform/http.ts';
import { NO_STORE } from '../platform/no-store.ts';
import { body, idParam, json, problems, route } from '../platform/openapi.ts';
import { deskList, pageOfSchema, pageQuery } from '../platform/paging.ts';

const common = { middleware: requireToken('articles', 'admin') };
const readable = { middleware: requireToken('articles', 'admin', 'audit') };

export const webhookRoutes = createRouter();

webhookRoutes.openapi(
  route.post('/v1/webhooks', {
    ...common,
    summary: 'Add an endpoint',
    description:
      'The answer has the secret, once. Store it where the receiver finds it, then verify the endpoint: until it has answered a challenge, it gets no events.',
    request: { headers: idempotencyHeaders, body: body(newWebhook) },
    responses: { 201: json(webhookWithSecret, 'The endpoint, with the secret'), ...problems(404, 409) },
  }),
  async (c) => {
    const caller = await webhookCaller(c);
    const key = idempotencyKeyOf(c.req.valid('header'));
    return c.json(unwrap(await createWebhook(c.env, c.req.valid('json'), caller, key)), 201, NO_STORE);
  },
);

webhookRoutes.openapi(
  route.get('/v1/webhooks', {
    ...readable,
    summary: 'List endpoints',
    request: {
      query: pageQuery.extend({
        license: z.string().optional().openapi({
          description: 'For operators: only those of this license. Partners have their own',
        }),
        status: z.enum(['unverified', 'active', 'disabled']).optional().openapi({
          description: 'Only endpoints of this status',
        }),
      }),
    },
    responses: { 200: json(pageOfSchema(webhook), 'Oldest first') },
  }),
  async (c) => {
    const caller = await webhookCaller(c, ['desk', 'auditor']);
    const { cursor, limit, license = caller.license, status } = c.req.valid('query');
    const filter = { license, status };
    const list = deskList(c.env, 'webhooks', filter);
    const request = { ...filter, after: list.after(cursor), limit: limit + 1 };
    const isOthers = caller.license !== undefined && license !== caller.license;
    const { items, next } = list.page(isOthers ? [] : await listWebhooks(c.env.DB, request), limit);
    return c.json({ items: items.map(webhookResource), next }, 200, NO_STORE);
  },
);

webhookRoutes.openapi(
  route.get('/v1/webhooks/{id}', {
    ...readable,
    summary: 'Read an endpoint, and what waits for it',
    request: { params: idParam },
    responses: { 200: json(webhookWithProgress, 'The endpoint'), ...problems(404) },
  }),
  async (c) => {
    const caller = await webhookCaller(c, ['desk', 'auditor']);
    const row = unwrap(await loadWebhook(c.env, c.req.valid('param').id, caller));
    const delivery = await loadProgress(c.env, row.id);
    return c.json({ ...webhookResource(row), delivery }, 200, NO_STORE);
  },
);

webhookRoutes.openapi(
  route.patch('/v1/webhooks/{id}', {
    ...common,
    summary: 'Change an endpoint, disable it or enable it again',
    request: { params: idParam, body: body(webhookPatch) },
    responses: { 200: json(webhook, 'In force'), ...problems(404, 409) },
  }),
  async (c) => {
    const caller = await webhookCaller(c);
    const { id } = c.req.valid('param');
    return c.json(unwrap(await changeWebhook(c.env, id, c.req.valid('json'), caller)), 200);
  },
);

webhookRoutes.openapi(
  route.delete('/v1/webhooks/{id}', {
    ...common,
    summary: 'Delete an endpoint, with its secrets and attempts',
    request: { params: idParam },
    responses: { 204: { description: 'It gets no events any more' }, ...problems(404) },
  }),
  async (c) => {
    unwrap(await removeWebhook(c.env, c.req.valid('param').id, await webhookCaller(c)));
    return c.body(null, 204);
  },
);

webhookRoutes.openapi(
  route.post('/v1/webhooks/{id}/verify', {
    ...common,
    summary: 'Send a challenge, and activate the endpoint if it answers',
    description:
      'The endpoint gets a signed message of type `endpoint.challenge`. It must answer 2xx with `{"challenge": …}`, the value of `data.challenge`, within ten seconds.',
    request: { params: idParam },
    responses: { 200: json(webhook, 'Verified'), ...problems(404, 409) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    return c.json(unwrap(await verifyWebhook(c.env, id, await webhookCaller(c))), 200);
  },
);

webhookRoutes.openapi(
  route.post('/v1/webhooks/{id}/test', {
    ...common,
    summary: 'Send a test message',
    request: { params: idParam },
    responses: {
      200: json(webhookAttempt, 'What became of it: the endpoint gets a message of type `endpoint.test`'),
      ...problems(404, 409),
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    return c.json(unwrap(await testWebhook(c.env, id, await webhookCaller(c))), 200, NO_STORE);
  },
);

webhookRoutes.openapi(
  route.post('/v1/webhooks/{id}/rotate', {
    ...common,
    summary: 'Create a new secret; the old one signs beside it for a while',
    request: { params: idParam, headers: idempotencyHeaders, body: body(rotation) },
    responses: { 201: json(webhookWithSecret, 'The endpoint, with the new secret'), ...problems(404, 409) },
  }),
  async (c) => {
    const caller = await webhookCaller(c);
    const { id } = c.req.valid('param');
    const options = { ...c.req.valid('json'), idempotencyKey: idempotencyKeyOf(c.req.valid('header')) };
    return c.json(unwrap(await rotateWebhook(c.env, id, options, caller)), 201, NO_STORE);
  },
);

webhookRoutes.openapi(
  route.post('/v1/webhooks/{id}/redeliver', {
    ...common,
    summary: 'Send events again',
    request: { params: idParam, body: body(redelivery) },
    responses: { 202: json(z.object({ sent: z.int() }), 'How many are on their way'), ...problems(404, 409) },
  }),
  async (c) => {
    const caller = await webhookCaller(c);
    const { id } = c.req.valid('param');
    return c.json(unwrap(await redeliver(c.env, id, c.req.valid('json'), caller)), 202);
  },
);

webhookRoutes.openapi(
  route.get('/v1/webhooks/{id}/attempts', {
    ...readable,
    summary: 'List the last requests to an endpoint, and their results',
    request: { params: idParam },
    responses: { 200: json(webhookAttempts, 'Attempts'), ...problems(404) },
  }),
  async (c) => {
    const caller = await webhookCaller(c, ['desk', 'auditor']);
    const { id } = unwrap(await loadWebhook(c.env, c.req.valid('param').id, caller));
    return c.json({ items: await loadAttempts(c.env, id) }, 200, NO_STORE);
  },
);
