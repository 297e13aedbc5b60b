/** Schemas of usage reports. docs/auditor.md defines the figures. */
import { z } from '@hono/zod-openapi';
import { malformed } from '../../platform/http.ts';
import { PAGE_MAX } from '../../platform/paging.ts';
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
    .openapi({ description: 'Instead of `period`: the first day', example: '2026-10-01' }),
  to: z.string().optional().openapi({ description: 'The last day (inclusive)', example: '2026-10-31' }),
};

const env = z
  .enum(['live', 'test'])
  .optional()
  .openapi({ description: 'Only usage with live keys, or only with test keys' });

const granularity = z
  .enum(['month', 'day', 'hour'])
  .default('month')
  .openapi({ description: 'Length of a step in `series`; `hour` is the hour of the day' });

export const ownUsageQuery = z.strictObject({ ...periodQuery, granularity, env });
export const usageQuery = ownUsageQuery.extend({
  license: id,
  partner: id,
  top: z.coerce.number().int().min(1).max(PAGE_MAX).optional().openapi({
    description: 'Only so many lines, those with the highest bill first; the totals are of all lines',
  }),
});

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
  entries: z.int().openapi({ description: 'Number of deliveries and refusals' }),
  deliveries: z.int(),
  refusals: z.int(),
  empty: z.int().openapi({ description: 'Deliveries without content: HEAD, 304' }),
  repeats: z.int().openapi({ description: 'Deliveries with content that added nothing to the bill' }),
  units: z.int(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
};

const figures = z
  .object({ ...counts, links: links.openapi({ description: 'Links to the entries of each figure' }) })
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

export const billing = z
  .object({
    units: z.int().openapi({ description: 'Units with live keys in the period' }),
    overage: z.int().openapi({ description: 'Number of units above the quota' }),
    quota: z.array(
      z.object({
        limit: z.int(),
        per: z.enum(['day', 'month', 'term']),
        onExceed: z.enum(['refuse', 'overage']),
        window: z
          .string()
          .openapi({ description: 'The day or month of the window, or the first day of the term' }),
        used: z.int().openapi({ description: 'Units in the window up to the end of the period' }),
        overage: z.int().openapi({ description: 'Units of the period above the limit' }),
      }),
    ),
    minimum: z.array(
      z.object({
        units: z.int(),
        per: z.enum(['month', 'term']),
        window: z.string(),
        used: z.int(),
        shortfall: z
          .int()
          .nullable()
          .openapi({ description: 'Units short of the minimum; null while the window has not ended' }),
      }),
    ),
    shortfall: z
      .int()
      .openapi({ description: 'Units short of the minimum in months and terms that ended in the period' }),
    adjustments: z.array(adjustment),
    billed: z.int().openapi({ description: '`units` + `shortfall` + the units of `adjustments`' }),
  })
  .openapi('UsageBilling');

const head = {
  license: z.string(),
  partner: z.string(),
  version: z.int().openapi({ description: 'Version of the license at the end of the period' }),
  timeZone: z.string().openapi({ description: 'Time zone of the period' }),
  from: z.string().openapi({ description: 'Start of the period in that time zone' }),
  to: z.string().openapi({ description: 'End of the period (exclusive)' }),
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
    at: z
      .string()
      .openapi({ description: 'When the report was created; a period that has not ended is not final' }),
    items: z.array(z.union([licenseUsage, line])).openapi({
      description: 'One line per license, or one license in full',
    }),
    archived: z.array(z.string()).optional().openapi({
      description: 'Always absent: archived entries are counted and listed like all others',
    }),
    lines: z.int().optional().openapi({ description: 'With `top`: the number of all lines' }),
    totals: totals.openapi({ description: 'Totals of all lines; test keys are included only if requested' }),
  })
  .openapi('UsageReport');

export type Figures = z.output<typeof figures>;
export type Breakdown = Omit<z.output<typeof detailed>, keyof Figures>;
export type Adjusted = z.output<typeof adjustment>;
export type Billing = z.output<typeof billing>;
export type UsageLine = z.output<typeof line>;
export type UsageDetail = z.output<typeof licenseUsage>;
export type Totals = z.output<typeof totals>;
