/** Schemas of usage reports. docs/auditor.md defines the figures. */
import { z } from '@hono/zod-openapi';
import { malformed } from '../../platform/http.ts';
import { PERIOD_DAYS_MAX } from '../limits.ts';
import { daysIn, type Period, periodBetween, periodOf } from './period.ts';

const id = z.string().min(1).max(64).optional();

export const periodQuery = {
  period: z.string().optional().openapi({
    description: 'A day, month, quarter or year: `2026-10-05`, `2026-10`, `2026-Q4`, `2026`',
    example: '2026-10',
  }),
  from: z
    .string()
    .optional()
    .openapi({ description: 'In place of `period`: the first day', example: '2026-10-01' }),
  to: z.string().optional().openapi({ description: 'The last day; it is included', example: '2026-10-31' }),
};

const env = z
  .enum(['live', 'test'])
  .optional()
  .openapi({ description: 'Only the traffic of live, or of test keys' });

const granularity = z
  .enum(['month', 'day', 'hour'])
  .default('month')
  .openapi({ description: 'Of `series`; `hour` is the hour of the day' });

export const ownUsageQuery = z.strictObject({ ...periodQuery, granularity, env });
export const usageQuery = ownUsageQuery.extend({ license: id, partner: id });

const atMostDays = { key: 'days_at_most', parameters: { count: PERIOD_DAYS_MAX } };

/** Throws `malformed`. */
export function parsePeriod({ period, from, to }: { period?: string; from?: string; to?: string }): Period {
  if (period !== undefined) {
    if (from !== undefined || to !== undefined)
      throw malformed('query', [{ path: '/period', message: 'Give `period`, or `from` and `to`' }]);
    const named = periodOf(period);
    if (named) return named;
    throw malformed('query', [
      { path: '/period', message: 'Expected a day, month, quarter or year, such as 2026-10', key: 'period' },
    ]);
  }
  const interval = periodBetween(from ?? '', to ?? '');
  if (interval && daysIn(interval) > PERIOD_DAYS_MAX)
    throw malformed('query', [
      { path: '/to', message: `Expected at most ${PERIOD_DAYS_MAX} days`, ...atMostDays },
    ]);
  if (interval) return interval;
  throw malformed('query', [
    {
      path: '/period',
      message: 'Expected a period, or `from` and `to` as days, the earlier first',
      key: 'period_range',
    },
  ]);
}

const links = z.object({
  deliveries: z.string(),
  refusals: z.string(),
  empty: z.string(),
  repeats: z.string(),
  units: z.string(),
});

const counts = {
  entries: z.int().openapi({ description: 'Deliveries and refusals' }),
  deliveries: z.int(),
  refusals: z.int(),
  empty: z.int().openapi({ description: 'Deliveries that carried nothing: HEAD, 304' }),
  repeats: z.int().openapi({ description: 'Deliveries that carried content and added nothing to the bill' }),
  units: z.int(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
};

const figures = z
  .object({ ...counts, links: links.openapi({ description: 'The entries behind each' }) })
  .openapi('UsageFigures');

const carried = {
  components: z.int(),
  units: z.int(),
  deliveries: z.int(),
  href: z.string().optional(),
};

const detailed = figures
  .extend({
    sections: z.array(z.object({ section: z.string(), entries: z.int(), units: z.int(), href: z.string() })),
    types: z.array(z.object({ type: z.string(), ...carried })),
    suppliers: z.array(z.object({ supplier: z.string(), ...carried })),
    refusalsByCode: z.array(z.object({ code: z.string(), entries: z.int(), href: z.string() })),
    withheldByCode: z.array(z.object({ code: z.string(), components: z.int(), href: z.string() })),
    refusalsByRule: z.array(z.object({ rule: z.string(), entries: z.int(), href: z.string() })),
  })
  .openapi('UsageFiguresInDetail');

export const adjustment = z
  .object({
    entry: z.string(),
    at: z.string(),
    statement: z.string(),
    title: z.string().nullable(),
    units: z.int(),
    reason: z.string(),
  })
  .openapi('Adjustment');

const billing = z
  .object({
    units: z.int().openapi({ description: 'Of live keys, in the period' }),
    overage: z.int().openapi({ description: 'How many of them are beyond the quota' }),
    quota: z.array(
      z.object({
        limit: z.int(),
        per: z.enum(['day', 'month', 'term']),
        onExceed: z.enum(['refuse', 'overage']),
        window: z.string().openapi({ description: 'The day, the month, or the first day of the term' }),
        used: z.int().openapi({ description: 'Units of the window up to the end of the period' }),
        overage: z.int().openapi({ description: 'Units of the period that are beyond the limit' }),
      }),
    ),
    minimum: z.array(
      z.object({
        units: z.int(),
        per: z.enum(['month', 'term']),
        window: z.string(),
        used: z.int(),
        shortfall: z.int().nullable().openapi({ description: 'null while the window is not over' }),
      }),
    ),
    shortfall: z
      .int()
      .openapi({ description: 'Of the minimum of months and terms that ended in the period' }),
    adjustments: z.array(adjustment),
    billed: z.int().openapi({ description: '`units` + `shortfall` + the units of `adjustments`' }),
  })
  .openapi('UsageBilling');

const head = {
  license: z.string(),
  partner: z.string(),
  version: z.int().openapi({ description: 'Of the license, at the end of the period' }),
  timeZone: z.string().openapi({ description: 'Whose days the period has' }),
  from: z.string().openapi({ description: 'The instant that the period begins with there' }),
  to: z.string().openapi({ description: 'The first instant after it' }),
};

const line = z.object({
  ...head,
  live: figures.optional(),
  test: figures.optional(),
  billing: billing.optional(),
});

export const licenseUsage = z
  .object({
    ...head,
    live: detailed.optional(),
    test: detailed.optional(),
    billing: billing.optional(),
    titles: z.array(
      z.object({ title: z.string().nullable(), live: detailed.optional(), test: detailed.optional() }),
    ),
    series: z.array(
      z.object({
        at: z.string(),
        entries: z.int(),
        deliveries: z.int().optional(),
        refusals: z.int().optional(),
        units: z.int().optional(),
      }),
    ),
  })
  .openapi('LicenseUsage');

const totals = z.object({
  ...counts,
  overage: z.int(),
  shortfall: z.int(),
  adjusted: z.int(),
  billed: z.int(),
});

export const period = z.object({ name: z.string(), from: z.string(), to: z.string() });

export const usageReport = z
  .object({
    period,
    at: z.string().openapi({ description: 'When it was made: of a period that is not over it is not final' }),
    items: z.array(z.union([licenseUsage, line])).openapi({
      description: 'A line for each license; of a single one, all there is to tell',
    }),
    archived: z.array(z.string()).optional().openapi({
      description: 'Always absent: what is in the archive is counted and listed as all else',
    }),
    totals: totals.openapi({ description: 'Of all lines; of test keys only if they were asked for' }),
  })
  .openapi('UsageReport');
