/** `GET /v1/admin/overview`: summary in one call, at a cost independent of the log's size. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { overviewOf } from '../../audit/overview/overview.ts';
import { overviewAnswer } from '../../audit/overview/schemas.ts';
import { UPDATE_MS } from '../../audit/recalls/limits.ts';
import { updateRecalls } from '../../audit/recalls/run.ts';
import { isTimeZone } from '../../ledger/time-zone.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, route } from '../../platform/openapi.ts';

export const overviewRoutes = createRouter();

overviewRoutes.openapi(
  route.get('/v1/admin/overview', {
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
    responses: { 200: json(overviewAnswer, 'The overview') },
  }),
  async (c) => {
    const forDesk = c.get('operator').role !== 'auditor';
    const { zone } = c.req.valid('query');
    await updateRecalls(c.env, Date.now() + UPDATE_MS);
    return c.json(await overviewOf(c.env, { nowMs: c.get('now'), zone, forDesk }), 200, NO_STORE);
  },
);
