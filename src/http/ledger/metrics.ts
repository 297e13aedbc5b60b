/** `GET /v1/admin/metrics`: health as numbers, and counters of isolates, for a monitoring system. */
import { createRoute, z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { gatewayMetrics } from '../../ledger/metrics/gather.ts';
import { createRouter } from '../../platform/http.ts';
import { CONTENT_TYPE } from '../../platform/metrics/exposition.ts';
import { problems } from '../../platform/openapi.ts';

export const metricsRoutes = createRouter();

metricsRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/admin/metrics',
    middleware: [requireOperator('desk', 'auditor')] as const,
    summary: 'Read metrics in the Prometheus text format',
    responses: {
      200: {
        description: 'Text exposition format, version 0.0.4',
        content: { 'text/plain': { schema: z.string() } },
      },
      ...problems(401, 403),
    },
  }),
  async (c) =>
    c.body(await gatewayMetrics(c.env, c.var.now), 200, {
      'Content-Type': CONTENT_TYPE,
      'Cache-Control': 'no-store',
    }),
);
