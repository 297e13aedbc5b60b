/** `/v1/audit/refusal-counts`: refusals without log entries, which are only counted. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { type CountPosition, sumCounts } from '../../audit/refusal-counts/store.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { instant, json, route } from '../../platform/openapi.ts';
import { cursorsOf, OPERATORS, pageOf, pageOfSchema, pageQuery } from '../../platform/paging.ts';

export const refusalCountRoutes = createRouter();

const id = z.string().min(1).max(64).optional();

const position: z.ZodType<CountPosition> = z.object({
  period: z.string(),
  license: z.string(),
  code: z.string(),
});

const refusalCount = z
  .object({
    period: z.string().openapi({ description: 'The day or hour (UTC)', example: '2026-11-24T16' }),
    license: z.string().openapi({ description: 'License of the token' }),
    code: z.string(),
    count: z.int(),
  })
  .openapi('RefusalCount');

const minuteOf = (iso: string) => new Date(iso).toISOString().slice(0, 16);

refusalCountRoutes.openapi(
  route.get('/v1/audit/refusal-counts', {
    middleware: [requireOperator('auditor', 'desk')] as const,
    summary: 'List counted refusals by day or hour, license and code, newest first',
    request: {
      query: z.strictObject({
        granularity: z.enum(['day', 'hour']).default('day'),
        license: id,
        code: id,
        from: instant.optional(),
        to: instant.optional(),
        ...pageQuery.shape,
      }),
    },
    responses: { 200: json(pageOfSchema(refusalCount), 'A page of counts') },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const cursors = cursorsOf(c.env, { list: 'refusal-counts', reader: OPERATORS, filter }, position);
    const { from, to } = filter;
    const rows = await sumCounts(c.env.DB, {
      ...filter,
      from: from && minuteOf(from),
      to: to && minuteOf(to),
      after: cursors.after(cursor),
      limit: limit + 1,
    });
    return c.json(pageOf(rows, limit, cursors.to), 200, NO_STORE);
  },
);
