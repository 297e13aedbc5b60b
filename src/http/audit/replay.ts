/**
 * `/v1/audit/replay` and `/v1/audit/price`: evaluate changed rules over logged requests. They write nothing.
 */
import { requireOperator } from '../../access/guard.ts';
import { price } from '../../audit/replay/price.ts';
import { replay } from '../../audit/replay/replay.ts';
import { priceAnswer, priceQuestion, replayAnswer, replayQuestion } from '../../audit/replay/schemas.ts';
import { unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { body, json, route } from '../../platform/openapi.ts';

export const replayRoutes = createRouter();

const asking = { middleware: requireOperator('auditor', 'desk') };

replayRoutes.openapi(
  route.post('/v1/audit/replay', {
    ...asking,
    summary: 'Replay logged decisions with changed restrictions or a changed license',
    request: { body: body(replayQuestion) },
    responses: { 200: json(replayAnswer, 'The result for this part of the log, and the totals so far') },
  }),
  async (c) => c.json(unwrap(await replay(c.env, c.req.valid('json'), c.get('now'))), 200, NO_STORE),
);

replayRoutes.openapi(
  route.post('/v1/audit/price', {
    ...asking,
    summary: 'Price a draft license on the requests of a past period',
    request: { body: body(priceQuestion) },
    responses: { 200: json(priceAnswer, 'The result for this part of the log, and the totals so far') },
  }),
  async (c) => c.json(unwrap(await price(c.env, c.req.valid('json'), c.get('now'))), 200, NO_STORE),
);
