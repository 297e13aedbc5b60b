/** `/v1/admin/licenses`: agreements, by terms or by a policy. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { idempotencyHeaders, idempotencyKeyOf, isRepeated } from '../../access/idempotency.ts';
import { doubtsAboutChange, doubtsAboutLicense } from '../../licensing/licenses/doubts.ts';
import {
  license,
  licensePatch,
  licenseWithHistory,
  newLicense,
  status,
} from '../../licensing/licenses/schemas.ts';
import {
  changeLicense,
  createLicense,
  licenseResource,
  loadAgreement,
  loadUsedUnits,
} from '../../licensing/licenses/service.ts';
import {
  countLicenses,
  findLicense,
  listLicenses,
  versionsOfLicense,
} from '../../licensing/licenses/store.ts';
import { askAbout, confirmationQuery } from '../../platform/confirmation.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { actorOf, body, idParam, instant, json, problems, route } from '../../platform/openapi.ts';
import { countedPageOf, idList, listQuery, searchedPage } from '../../platform/paging.ts';

const admin = { middleware: requireOperator('desk') };
/** Auditors may read what log entries refer to. */
const reader = { middleware: requireOperator('desk', 'auditor') };

export const licenseRoutes = createRouter();

licenseRoutes.openapi(
  route.post('/v1/admin/licenses', {
    ...admin,
    summary: 'Grant a license; it permits only what its terms or its policy name',
    request: { headers: idempotencyHeaders, query: confirmationQuery, body: body(newLicense) },
    responses: { 201: json(license, 'The license; it is in force from its start'), ...problems(409) },
  }),
  async (c) => {
    const idempotencyKey = idempotencyKeyOf(c.req.valid('header'));
    await askAbout(c.req.valid('query'), async () => {
      const doubts = await doubtsAboutLicense(c.env.DB, c.req.valid('json'));
      // The other license of a repeated request is its own.
      return doubts.length > 0 && (await isRepeated(c.env.DB, idempotencyKey, actorOf(c))) ? [] : doubts;
    });
    return c.json(unwrap(await createLicense(c.env, c.req.valid('json'), actorOf(c), idempotencyKey)), 201);
  },
);

licenseRoutes.openapi(
  route.get('/v1/admin/licenses', {
    ...reader,
    summary: 'List licenses',
    request: {
      query: listQuery('reference', 'ends').extend({
        partner: z.string().max(64).optional(),
        product: z.string().max(64).optional().openapi({ description: 'Only licenses of this product' }),
        ids: idList.optional(),
        exclusivity: z
          .string()
          .max(64)
          .optional()
          .openapi({ description: 'Only the license with this exclusivity: the `exc_…` id in a decision' }),
        status: z
          .enum([...status.options, 'scheduled'])
          .optional()
          .openapi({
            description: 'Only licenses of this status; `scheduled`: active ones that have not begun yet',
          }),
        endsFrom: instant
          .optional()
          .openapi({ description: 'Only licenses that end at this instant or later' }),
        endsBefore: instant.optional().openapi({ description: 'Only licenses that end before this instant' }),
      }),
    },
    responses: { 200: json(countedPageOf(license), 'A page of results') },
  }),
  async (c) => {
    const query = c.req.valid('query');
    const store = { list: listLicenses, count: countLicenses };
    const { items, ...page } = await searchedPage(c.env, 'licenses', query, store);
    return c.json({ items: items.map((row) => licenseResource(row)), ...page }, 200);
  },
);

licenseRoutes.openapi(
  route.get('/v1/admin/licenses/{id}', {
    ...reader,
    summary: 'Read a license with its history and its ODRL agreement',
    request: { params: idParam },
    responses: { 200: json(licenseWithHistory, 'The license'), ...problems(404) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const row = (await findLicense(c.env.DB, id)) ?? unwrap<never>(missing('license'));
    const [{ agreement, warnings }, versions, used] = await Promise.all([
      loadAgreement(c.env.DB, row, c.get('now')),
      versionsOfLicense(c.env.DB, id),
      loadUsedUnits(c.env, row, c.get('now')),
    ]);
    return c.json({ ...licenseResource(row, warnings), agreement, used, versions }, 200);
  },
);

licenseRoutes.openapi(
  route.patch('/v1/admin/licenses/{id}', {
    ...admin,
    summary: 'Change, suspend, reactivate or terminate a license',
    request: { params: idParam, query: confirmationQuery, body: body(licensePatch) },
    responses: { 200: json(license, 'The change is in force'), ...problems(404, 409) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const patch = c.req.valid('json');
    await askAbout(c.req.valid('query'), () => doubtsAboutChange(c.env.DB, id, patch.consent?.reference));
    const attempt = await changeLicense(c.env, id, patch, actorOf(c));
    return c.json(unwrap(attempt), 200);
  },
);
