/** `GET /v1/admin/overview`: summary in one call, at a cost independent of the log's size. */
import { createRoute, z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { overviewOf } from '../../audit/overview/overview.ts';
import { overviewAnswer } from '../../audit/overview/schemas.ts';
import { isTimeZone } from '../../ledger/time-zone.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, problems } from '../../platform/openapi.ts';

export const overviewRoutes = createRouter();

overviewRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/admin/overview',
    middleware: [requireOperator('desk', 'auditor')] as const,
    summary: 'Read the overview: deliveries, refusals, quotas nearly used, and what needs attention',
    request: {
      query: z.strictObject({
        zone: z
          .string()
          .max(64)
          .refine(isTimeZone, 'Expected the IANA name of a time zone')
          .default('UTC')
          .openapi({ description: 'IANA name of the time zone that defines “today”' }),
      }),
    },
    responses: { 200: json(overviewAnswer, 'The overview'), ...problems(400, 401, 403) },
  }),
  async (c) => {
    const forDesk = c.var.operator.role !== 'auditor';
    const { zone } = c.req.valid('query');
    return c.json(await overviewOf(c.env, { nowMs: c.var.now, zone, forDesk }), 200, NO_STORE);
  },
);
