/** `/v1/audit/holds`, `/v1/audit/retention`: legal holds, retention periods and deleted months. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { idempotencyHeaders, idempotencyKeyOf } from '../../access/idempotency.ts';
import { holdSchema, newHold, release, retentionSchema } from '../../audit/retention/schemas.ts';
import { endHold, placeHold } from '../../audit/retention/service.ts';
import { deletedEntries } from '../../audit/retention/store.ts';
import { findHold, listHolds, openHolds } from '../../ledger/retention/holds-store.ts';
import { readRetention } from '../../ledger/retention/rules.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { actorOf, body, idParam, json, problems, route } from '../../platform/openapi.ts';
import { deskList, pageOfSchema, pageQuery } from '../../platform/paging.ts';

export const retentionRoutes = createRouter();

retentionRoutes.openapi(
  route.get('/v1/audit/retention', {
    middleware: [requireOperator('auditor')] as const,
    summary: 'Read the retention rules, the legal holds in force and past deletions',
    responses: { 200: json(retentionSchema, 'The retention rules, legal holds and deletions') },
  }),
  async (c) => {
    const parsed = readRetention(c.env.RETENTION);
    const rules = parsed.ok ? parsed.value : {};
    const [holds, deleted] = await Promise.all([openHolds(c.env.DB), deletedEntries(c.env.DB, {})]);
    const { entries = null, actions = null, counts = null, findings = null, readings = null } = rules;
    const keeps = { entries, actions, counts, findings, readings };
    return c.json({ keeps, ...(!parsed.ok && { fault: parsed.reason }), holds, deleted }, 200, NO_STORE);
  },
);

retentionRoutes.openapi(
  route.get('/v1/audit/holds', {
    middleware: [requireOperator('auditor')] as const,
    summary: 'List legal holds, oldest first',
    request: {
      query: pageQuery.extend({
        open: z
          .stringbool()
          .optional()
          .openapi({ description: '`true`: only holds in force; `false`: only released holds' }),
        target: z.string().min(1).max(64).optional(),
      }),
    },
    responses: { 200: json(pageOfSchema(holdSchema), 'A page of results') },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const list = deskList(c.env, 'holds', filter);
    const rows = await listHolds(c.env.DB, { ...filter, after: list.after(cursor), limit: limit + 1 });
    return c.json(list.page(rows, limit), 200, NO_STORE);
  },
);

retentionRoutes.openapi(
  route.post('/v1/audit/holds', {
    middleware: [requireOperator('auditor')] as const,
    summary:
      'Place a legal hold on a license, partner or article; nothing of it is deleted until the hold is released',
    request: { headers: idempotencyHeaders, body: body(newHold) },
    responses: { 201: json(holdSchema, 'The hold, in force'), ...problems(409) },
  }),
  async (c) => {
    const once = idempotencyKeyOf(c.req.valid('header'));
    return c.json(unwrap(await placeHold(c.env, c.req.valid('json'), actorOf(c), once)), 201, NO_STORE);
  },
);

retentionRoutes.openapi(
  route.get('/v1/audit/holds/{id}', {
    middleware: [requireOperator('auditor')] as const,
    summary: 'Read a legal hold',
    request: { params: idParam },
    responses: { 200: json(holdSchema, 'The hold'), ...problems(404) },
  }),
  async (c) => {
    const hold = await findHold(c.env.DB, c.req.valid('param').id);
    return c.json(hold ?? unwrap<never>(missing('hold')), 200, NO_STORE);
  },
);

retentionRoutes.openapi(
  route.delete('/v1/audit/holds/{id}', {
    middleware: [requireOperator('auditor')] as const,
    summary: 'Release a legal hold permanently; data past its retention period is then deleted',
    request: { params: idParam, query: release },
    responses: { 200: json(holdSchema, 'The hold, released'), ...problems(404, 409) },
  }),
  async (c) => {
    const { reason } = c.req.valid('query');
    return c.json(unwrap(await endHold(c.env, c.req.valid('param').id, reason, actorOf(c))), 200, NO_STORE);
  },
);
