/** Completeness: requests at the edge compared with the log. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { COMPLETENESS_DAYS_DEFAULT, COMPLETENESS_DAYS_MAX } from '../../audit/completeness/limits.ts';
import { readCompleteness } from '../../audit/completeness/read.ts';
import { completenessOf, dayOf, daysBetween } from '../../audit/completeness/report.ts';
import { createRouter, malformed } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, route } from '../../platform/openapi.ts';

export const completenessRoutes = createRouter();

const DAY_MS = 86_400_000;

const query = z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() });

const count = (description: string) => z.int().openapi({ description });
const line = z
  .object({
    day: z.iso.date().openapi({ description: 'The day (UTC)' }),
    finding: z.enum(['complete', 'missing', 'surplus', 'open', 'unwatched', 'gone']).openapi({
      description:
        '`missing`: the edge has counted requests that the log does not have. `surplus`: the log has entries that the edge has not counted. `open`: the day has not ended. `unwatched`: a day before counting began. `gone`: a part of the day is no longer in the database.',
    }),
    difference: z.object({ entries: z.int(), counted: z.int() }).nullable().openapi({
      description: 'Requests that the edge counted as logged or counted, minus those in the log',
    }),
    seen: count('Requests that could deliver content: articles, components, full-text feeds'),
    entered: count('Of these, those answered with a log entry'),
    counted: count('Of these, refusals that the ledger counted without an entry'),
    notEntered: z
      .object({
        unauthenticated: count('Requests without a valid token'),
        malformed: count('Malformed requests, and requests for a format that is not offered'),
        limited: count('Requests over the rate limit'),
        unavailable: count('Requests answered with 503, or whose bytes are missing: nothing was delivered'),
        unlogged: count('Requests answered with content but without a log entry. Investigate the cause'),
        other: count('Requests that failed otherwise'),
      })
      .openapi({ description: 'Requests without a log entry, by reason' }),
    openEnded: count('Requests whose outcome is unknown; may be negative around midnight'),
    ledger: z.object({
      entries: count('Deliveries and refusals in the log of the day'),
      counted: count('Refusals that were counted without an entry'),
    }),
    isolates: count('Number of isolates that stored counts'),
  })
  .openapi('CompletenessDay');

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
          days: z.array(line),
        }),
        'One line per day, oldest first',
      ),
    },
  }),
  async (c) => {
    const query = c.req.valid('query');
    const today = dayOf(c.var.now);
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
    const recorded = await readCompleteness(c.env, { from, to }, c.var.now);
    return c.json(
      { from, to, since: recorded.since, days: completenessOf(days, recorded, today) },
      200,
      NO_STORE,
    );
  },
);
