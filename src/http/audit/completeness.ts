/** Completeness: requests at the edge compared with the log. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { COMPLETENESS_DAYS_DEFAULT, COMPLETENESS_DAYS_MAX } from '../../audit/completeness/limits.ts';
import { readCompleteness } from '../../audit/completeness/read.ts';
import { completenessOf, dayOf, daysBetween } from '../../audit/completeness/report.ts';
import { completenessDay } from '../../audit/completeness/schemas.ts';
import { createRouter, malformed } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, route } from '../../platform/openapi.ts';

export const completenessRoutes = createRouter();

const DAY_MS = 86_400_000;

const query = z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() });

completenessRoutes.openapi(
  route.get('/v1/audit/reports/completeness', {
    middleware: [requireOperator('auditor')],
    summary: 'Compare the requests seen at the edge with the log, day by day',
    request: { query },
    responses: {
      200: json(
        z.object({
          from: z.iso.date(),
          to: z.iso.date(),
          since: z.iso.date().nullable().openapi({ description: 'The first day for which counts exist' }),
          days: z.array(completenessDay),
        }),
        'One line per day, oldest first',
      ),
    },
  }),
  async (c) => {
    const query = c.req.valid('query');
    const today = dayOf(c.get('now'));
    const to = query.to ?? today;
    const from = query.from ?? dayOf(Date.parse(to) - (COMPLETENESS_DAYS_DEFAULT - 1) * DAY_MS);
    // Limits the number of days to count.
    if (Date.parse(to) - Date.parse(from) >= COMPLETENESS_DAYS_MAX * DAY_MS)
      throw malformed('query', [
        {
          path: '/to',
          message: `Expected at most ${COMPLETENESS_DAYS_MAX} days`,
          key: 'days_at_most',
          parameters: { count: COMPLETENESS_DAYS_MAX },
        },
      ]);
    const days = daysBetween(from, to);
    if (days.length === 0)
      throw malformed('query', [
        { path: '/to', message: 'Expected no day before `from`', key: 'period_range' },
      ]);
    const recorded = await readCompleteness(c.env, { from, to }, c.get('now'));
    return c.json(
      { from, to, since: recorded.since, days: completenessOf(days, recorded, today) },
      200,
      NO_STORE,
    );
  },
);
