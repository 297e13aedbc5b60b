/** `/v1/audit/reports/breakdown`: what the list of the log has, counted by time, partner, section and reason. */
import { createRoute, z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { isTimeZone } from '../../ledger/time-zone.ts';
import { json, problems } from '../../platform/desk.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { findPartners } from '../reports/log/store.ts';
import { filterOf, filterQuery } from '../search/query.ts';
import { absentMonths } from '../store.ts';
import { VALUES_MAX } from './limits.ts';
import { breakDown } from './read.ts';
import { STEPS } from './steps.ts';

export const breakdownRoutes = createRouter();

const query = z.strictObject({
  ...filterQuery,
  zone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'Expected the IANA name of a time zone')
    .default('UTC')
    .openapi({ example: 'Europe/Vienna' }),
});

const entries = z.int();

const breakdown = z
  .object({
    every: z.enum(STEPS).openapi({
      description: 'What the steps of the time line are: the longer the span, the longer they are',
    }),
    to: z.string().nullable().openapi({ description: 'Where the last of them ends; null: nothing matches' }),
    timeline: z.array(
      z.object({
        at: z.string().openapi({ description: 'Where the step begins' }),
        entries,
        refusals: z.int(),
      }),
    ),
    partners: z.array(z.object({ partner: z.string(), name: z.string().nullable(), entries })),
    sections: z
      .array(z.object({ section: z.string(), entries }))
      .openapi({ description: 'An entry of two sections counts in both; empty: of none' }),
    codes: z
      .array(z.object({ code: z.string(), entries }))
      .openapi({ description: 'Entries that were refused, or had a component withheld, for this reason' }),
    archived: z
      .array(z.string())
      .openapi({ description: 'Months of which entries may be in the archive, and are not among these' }),
  })
  .openapi('LogBreakdown');

breakdownRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/audit/reports/breakdown',
    middleware: [requireOperator('auditor')] as const,
    summary: 'What the list of the log has, counted by time, partner, section and reason',
    request: { query },
    responses: {
      200: json(breakdown, `Counts; of partners, sections and reasons the ${VALUES_MAX} that have most`),
      ...problems(400, 401, 403),
    },
  }),
  async (c) => {
    const { zone, ...asked } = c.req.valid('query');
    const filter = filterOf(asked);
    const facets = ['partner', 'section', 'code'] as const;
    const [{ every, to, timeline, by }, archived] = await Promise.all([
      breakDown(c.env.DB, filter, { zone, facets }),
      absentMonths(c.env.DB, filter),
    ]);
    const names = await findPartners(
      c.env.DB,
      by.partner.map(({ value }) => value),
    );
    return c.json(
      {
        ...{ every, to, timeline },
        partners: by.partner.map(({ value: partner, entries }) => ({
          ...{ partner, name: names.get(partner)?.name ?? null, entries },
        })),
        sections: by.section.map(({ value: section, entries }) => ({ section, entries })),
        codes: by.code.map(({ value: code, entries }) => ({ code, entries })),
        archived,
      },
      200,
      NO_STORE,
    );
  },
);
