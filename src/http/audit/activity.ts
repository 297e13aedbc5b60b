/** `/v1/audit/activity`: recent activity of a partner or license, for the desk and auditors. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { DAYS, QUOTAS_MAX, REASONS_MAX, REFUSALS_MAX } from '../../audit/activity/limits.ts';
import { activityOf } from '../../audit/activity/read.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, problems, route } from '../../platform/openapi.ts';

export const activityRoutes = createRouter();

const id = z.string().min(1).max(64).optional();

const days = z.array(z.object({ day: z.string(), deliveries: z.int(), refusals: z.int(), units: z.int() }));

const answer = z
  .object({
    at: z.string(),
    from: z.string().openapi({ description: 'The instant at which the first of `days` begins' }),
    days: days.openapi({ description: `The last ${DAYS} days of the license’s time zone, today last` }),
    previous: days.openapi({ description: `The ${DAYS} days before them` }),
    reasons: z.array(z.object({ code: z.string(), entries: z.int() })).openapi({
      description: `The ${REASONS_MAX} most frequent codes of the refusals in \`days\``,
    }),
    lastRequestAt: z
      .string()
      .nullable()
      .openapi({ description: 'Time of the last request; null: none is in the log' }),
    quotas: z
      .array(
        z.object({
          license: z.string(),
          used: z.int().openapi({ description: 'Billable units with live keys in the current window' }),
          limit: z.int(),
          per: z.enum(['day', 'month', 'term']),
          onExceed: z.enum(['refuse', 'overage']),
          resets: z.string().openapi({ description: 'When the next window begins or the term ends' }),
        }),
      )
      .openapi({ description: `The ${QUOTAS_MAX} most used quotas of active licenses` }),
    refusals: z
      .array(
        z.object({
          entry: z.string(),
          at: z.string(),
          license: z.string(),
          article: z.string(),
          headline: z.string().nullable(),
          code: z.string(),
        }),
      )
      .openapi({ description: `The ${REFUSALS_MAX} newest refusals, of any time` }),
  })
  .openapi('Activity');

activityRoutes.openapi(
  route.get('/v1/audit/activity', {
    middleware: [requireOperator('auditor', 'desk')] as const,
    summary: 'Read the last 30 days of a partner or license: traffic, reasons for refusals, quotas',
    request: {
      query: z
        .strictObject({ license: id, partner: id })
        .refine(({ license, partner }) => (license === undefined) !== (partner === undefined), {
          error: 'Give `license` or `partner`',
          path: ['license'],
        }),
    },
    responses: { 200: json(answer, 'The activity'), ...problems(404) },
  }),
  async (c) => {
    const subject = c.req.valid('query');
    const activity = await activityOf(c.env, subject, c.get('now'));
    const kind = subject.license === undefined ? 'partner' : 'license';
    return c.json(activity ?? unwrap<never>(missing(kind)), 200, NO_STORE);
  },
);
