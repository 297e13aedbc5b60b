/**
 * `POST /v1/admin/decisions`: explains a refusal, answers what-if questions, and evaluates a bare ODRL
 * policy.
 */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { decideBare } from '../../delivery/what-if/bare.ts';
import { bareAnswer, question, whatIfAnswer } from '../../delivery/what-if/schemas.ts';
import { decideWhatIf } from '../../delivery/what-if/what-if.ts';
import { unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { body, json, route } from '../../platform/openapi.ts';

export const whatIfRoutes = createRouter();

whatIfRoutes.openapi(
  route.post('/v1/admin/decisions', {
    middleware: requireOperator('desk'),
    summary: 'Decide a hypothetical use, with the whole trace; nothing is logged or delivered',
    request: { body: body(question) },
    responses: { 200: json(z.union([whatIfAnswer, bareAnswer]), 'The decision') },
  }),
  async (c) => {
    const request = c.req.valid('json');
    if ('bare' in request) return c.json({ ...decideBare(request.bare) }, 200, NO_STORE);
    return c.json({ ...unwrap(await decideWhatIf(c.env, request.whatIf, c.var)) }, 200, NO_STORE);
  },
);
