/** `/v1/audit/licenses`: what the log's ids of licenses mean, for those who read it. Terms are the desk's. */
import { createRoute, z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { json, problems } from '../../platform/desk.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { deskList, idList, pageOfSchema, pageQuery } from '../../platform/paging.ts';
import { namedLicenses } from './store.ts';

export const namedLicenseRoutes = createRouter();

const namedLicense = z
  .object({
    id: z.string(),
    partner: z.string(),
    name: z.string().openapi({ description: 'The partner’s' }),
    titles: z.array(z.object({ id: z.string(), name: z.string() })),
    status: z.enum(['active', 'suspended', 'terminated']),
    timeZone: z.string().openapi({ description: 'Whose days its periods have' }),
    starts: z.string(),
    ends: z.string().openapi({ description: 'The first instant at which it is over' }),
  })
  .openapi('NamedLicense');

namedLicenseRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/audit/licenses',
    middleware: [requireOperator('auditor', 'desk')] as const,
    summary: 'Licenses by the names that people know them by: partner and titles',
    request: { query: pageQuery.extend({ ids: idList.optional(), partner: z.string().max(64).optional() }) },
    responses: { 200: json(pageOfSchema(namedLicense), 'A page'), ...problems(400, 401, 403) },
  }),
  async (c) => {
    const { cursor, limit, ids: wanted, partner } = c.req.valid('query');
    const filter = { ...(wanted && { ids: wanted }), ...(partner !== undefined && { partner }) };
    const list = deskList(c.env, 'named-licenses', filter);
    const rows = await namedLicenses(c.env.DB, { ...filter, after: list.after(cursor), limit: limit + 1 });
    return c.json(list.page(rows, limit), 200, NO_STORE);
  },
);
