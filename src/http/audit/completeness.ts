/** Completeness: requests at the edge compared with the log. */
import { createRoute, z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { COMPLETENESS_DAYS_DEFAULT, COMPLETENESS_DAYS_MAX } from '../../audit/completeness/limits.ts';
import { readCompleteness } from '../../audit/completeness/read.ts';
import { completenessOf, dayOf, daysBetween } from '../../audit/completeness/report.ts';
import { createRouter, malformed } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, problems } from '../../platform/openapi.ts';

export const completenessRoutes = createRouter();

const DAY_MS = 86_400_000;

const query = z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() });

const count = (description: string) => z.int().openapi({ description });
const line = z
  .object({
    day: z.iso.date().openapi({ description: 'In UTC' }),
    finding: z.enum(['complete', 'missing', 'surplus', 'open', 'unwatched', 'gone']).openapi({
      description:
        '`missing`: the edge has seen what the log does not have. `surplus`: the log has what the edge has not seen. `open`: the day is not over. `unwatched`: before anything was seen. `gone`: not all of the day is in the database any more.',
    }),
    difference: z.object({ entries: z.int(), counted: z.int() }).nullable().openapi({
      description: 'What the edge saw entered and counted, less what the log has',
    }),
    seen: count('Requests that might have let something out: articles, components, texts of feeds'),
    entered: count('Of these, answered with an entry of the log'),
    counted: count('Refused by the ledger, and only counted'),
    notEntered: z
      .object({
        unauthenticated: count('No good token'),
        malformed: count('Not a request that can be judged, or no format that is offered'),
        limited: count('Too many'),
        unavailable: count('503, or bytes that are not there: nothing was delivered'),
        unlogged: count('Answered with content and without an entry: look into it'),
        other: count('Failed otherwise'),
      })
      .openapi({ description: 'Without a trace in the log, by the reason' }),
    openEnded: count('Seen, and not known how it ended; around midnight it may be less than 0'),
    ledger: z.object({
      entries: count('Deliveries and refusals that the log has of the day'),
      counted: count('Refusals that were only counted'),
    }),
    isolates: count('Isolates that have written what they saw'),
  })
  .openapi('CompletenessDay');

completenessRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/audit/reports/completeness',
    middleware: [requireOperator('auditor')],
    summary: 'Requests seen at the edge against what the log has, day by day',
    request: { query },
    responses: {
      200: json(
        z.object({
          from: z.iso.date(),
          to: z.iso.date(),
          since: z.iso.date().nullable().openapi({ description: 'The first day that anything was seen on' }),
          days: z.array(line),
        }),
        'A line a day, oldest first',
      ),
      ...problems(400, 401, 403),
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
