/** `GET /v1/admin/overview`: how things stand, in one call that costs the same however long the log is. */
import { createRoute } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { json, problems } from '../../platform/desk.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { overviewOf } from './overview.ts';
import { overviewAnswer } from './schemas.ts';

export const overviewRoutes = createRouter();

overviewRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/admin/overview',
    middleware: [requireOperator('desk', 'auditor')] as const,
    summary: 'At a glance: what went out and was refused, quotas nearly used, and what waits for somebody',
    responses: { 200: json(overviewAnswer, 'The overview'), ...problems(401, 403) },
  }),
  async (c) => {
    const forDesk = c.var.operator.role !== 'auditor';
    return c.json(await overviewOf(c.env, c.var.now, forDesk), 200, NO_STORE);
  },
);
