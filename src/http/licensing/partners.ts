/** `/v1/admin/partners`: licensed partners and their titles. */
import { requireOperator } from '../../access/guard.ts';
import { idempotencyHeaders, idempotencyKeyOf, isRepeated } from '../../access/idempotency.ts';
import { doubtsAboutPartner } from '../../licensing/partners/doubts.ts';
import { newPartner, partner, partnerPatch } from '../../licensing/partners/schemas.ts';
import { changePartner, createPartner, partnerResource } from '../../licensing/partners/service.ts';
import { countPartners, findPartner, listPartners } from '../../licensing/partners/store.ts';
import { askAbout, confirmationQuery } from '../../platform/confirmation.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { actorOf, body, idParam, json, problems, route } from '../../platform/openapi.ts';
import { countedPageOf, listQuery, searchedPage } from '../../platform/paging.ts';

const admin = { middleware: requireOperator('desk') };
/** Auditors may read what log entries refer to. */
const reader = { middleware: requireOperator('desk', 'auditor') };

export const partnerRoutes = createRouter();

partnerRoutes.openapi(
  route.post('/v1/admin/partners', {
    ...admin,
    summary: 'Register a partner with its titles',
    request: { headers: idempotencyHeaders, query: confirmationQuery, body: body(newPartner) },
    responses: { 201: json(partner, 'The partner is registered'), ...problems(409) },
  }),
  async (c) => {
    const idempotencyKey = idempotencyKeyOf(c.req.valid('header'));
    await askAbout(c.req.valid('query'), async () => {
      const doubts = await doubtsAboutPartner(c.env.DB, c.req.valid('json'));
      // The other partner of a repeated request is its own.
      return doubts.length > 0 && (await isRepeated(c.env.DB, idempotencyKey, actorOf(c))) ? [] : doubts;
    });
    return c.json(unwrap(await createPartner(c.env, c.req.valid('json'), actorOf(c), idempotencyKey)), 201);
  },
);

partnerRoutes.openapi(
  route.get('/v1/admin/partners', {
    ...reader,
    summary: 'List partners',
    request: { query: listQuery('name', 'updated') },
    responses: { 200: json(countedPageOf(partner), 'A page of results') },
  }),
  async (c) => {
    const store = { list: listPartners, count: countPartners };
    const { items, ...page } = await searchedPage(c.env, 'partners', c.req.valid('query'), store);
    return c.json({ items: items.map(partnerResource), ...page }, 200);
  },
);

partnerRoutes.openapi(
  route.get('/v1/admin/partners/{id}', {
    ...reader,
    summary: 'Read a partner',
    request: { params: idParam },
    responses: { 200: json(partner, 'The partner'), ...problems(404) },
  }),
  async (c) => {
    const row = await findPartner(c.env.DB, c.req.valid('param').id);
    return c.json(partnerResource(row ?? unwrap<never>(missing('partner'))), 200);
  },
);

partnerRoutes.openapi(
  route.patch('/v1/admin/partners/{id}', {
    ...admin,
    summary: 'Change a partner, its titles or its status',
    request: { params: idParam, query: confirmationQuery, body: body(partnerPatch) },
    responses: { 200: json(partner, 'The change is in force'), ...problems(404, 409) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const patch = c.req.valid('json');
    await askAbout(c.req.valid('query'), () => doubtsAboutPartner(c.env.DB, patch, id));
    const attempt = await changePartner(c.env, id, patch, actorOf(c));
    return c.json(unwrap(attempt), 200);
  },
);
