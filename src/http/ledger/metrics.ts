/** `GET /v1/admin/metrics`: health as numbers, and counters of isolates, for a monitoring system. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { gatewayMetrics } from '../../ledger/metrics/gather.ts';
import { createRouter } from '../../platform/http.ts';
import { CONTENT_TYPE } from '../../platform/metrics/exposition.ts';
import { route } from '../../platform/openapi.ts';

export const metricsRoutes = createRouter();

metricsRoutes.openapi(
  route.get('/v1/admin/metrics', {
    middleware: [requireOperator('desk', 'auditor')] as const,
    summary: 'Read metrics in the Prometheus text format',
    responses: {
      200: {
        description: 'Text exposition format, version 0.0.4',
        content: { 'text/plain': { schema: z.string() } },
      },
    },
  }),
  async (c) =>
    c.body(await gatewayMetrics(c.env, c.get('now')), 200, {
      'Content-Type': CONTENT_TYPE,
      'Cache-Control': 'no-store',
    }),
);
