/** `/v1/audit/reports/breakdown`: entries of the log counted by time, partner, section and reason. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import { VALUES_MAX } from '../../audit/breakdown/limits.ts';
import { breakDown } from '../../audit/breakdown/read.ts';
import { STEPS } from '../../audit/breakdown/steps.ts';
import { findItems, findPartners } from '../../audit/reports/log/store.ts';
import { absentMonths } from '../../audit/retention/store.ts';
import { filterOf, filterQuery } from '../../audit/search/query.ts';
import { isTimeZone } from '../../ledger/time-zone.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, route } from '../../platform/openapi.ts';

export const breakdownRoutes = createRouter();

const query = z.strictObject({
  ...filterQuery,
  zone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'Expected the IANA name of a time zone')
    .default('UTC')
    .openapi({ example: 'Europe/Vienna' }),
  articles: z.stringbool().optional(),
});

const entries = z.int();

const breakdown = z
  .object({
    every: z.enum(STEPS).openapi({
      description: 'Length of the steps of `timeline`; it grows with the span',
    }),
    to: z.string().nullable().openapi({ description: 'End of the last step; null: nothing matches' }),
    timeline: z.array(
      z.object({
        at: z.string().openapi({ description: 'Start of the step' }),
        entries: entries.openapi({ description: 'Of every kind, also notices and reports' }),
        deliveries: z.int(),
        refusals: z.int(),
      }),
    ),
    partners: z.array(z.object({ partner: z.string(), name: z.string().nullable(), entries })),
    sections: z.array(z.object({ section: z.string(), entries })).openapi({
      description:
        'Counts by section; an entry of two sections counts in both. The empty name: entries without a section',
    }),
    codes: z.array(z.object({ code: z.string(), entries })).openapi({
      description: 'Number of entries that were refused, or had a component withheld, for this reason',
    }),
    articles: z
      .array(z.object({ article: z.string(), headline: z.string().nullable(), entries }))
      .optional()
      .openapi({
        description:
          'The articles with the most entries, each with the headline of its newest version; only with `articles=true`',
      }),
    archived: z
      .array(z.string())
      .openapi({ description: 'Months with deleted entries, which are not counted' }),
  })
  .openapi('LogBreakdown');

breakdownRoutes.openapi(
  route.get('/v1/audit/reports/breakdown', {
    middleware: [requireOperator('auditor', 'desk')] as const,
    summary: 'Count the entries of the log by time, partner, section, reason and article',
    request: { query },
    responses: {
      200: json(
        breakdown,
        `The counts; of partners, sections and reasons, the ${VALUES_MAX} with the most entries`,
      ),
    },
  }),
  async (c) => {
    const { zone, articles: withArticles = false, ...conditions } = c.req.valid('query');
    const filter = filterOf(conditions);
    const facets = (['partner', 'section', 'code', 'article'] as const).filter(
      (facet) => withArticles || facet !== 'article',
    );
    const [{ every, to, timeline, by }, archived] = await Promise.all([
      breakDown(c.env.DB, filter, { zone, facets }),
      absentMonths(c.env.DB, filter),
    ]);
    const [names, items] = await Promise.all([
      findPartners(
        c.env.DB,
        by.partner.map(({ value }) => value),
      ),
      withArticles
        ? findItems(
            c.env.DB,
            by.article.map(({ value }) => value),
          )
        : null,
    ]);
    return c.json(
      {
        ...{ every, to, timeline },
        partners: by.partner.map(({ value: partner, entries }) => ({
          ...{ partner, name: names.get(partner)?.name ?? null, entries },
        })),
        sections: by.section.map(({ value: section, entries }) => ({ section, entries })),
        codes: by.code.map(({ value: code, entries }) => ({ code, entries })),
        ...(items && {
          articles: by.article.map(({ value: article, entries }) => ({
            ...{ article, headline: items.get(article)?.headline ?? null, entries },
          })),
        }),
        archived,
      },
      200,
      NO_STORE,
    );
  },
);
