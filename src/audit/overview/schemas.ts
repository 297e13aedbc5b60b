/** Schemas of the overview. */
import { z } from '@hono/zod-openapi';
import { recall } from '../recalls/schemas.ts';
import { KINDS } from '../reconciliation/types.ts';

const counted = <T extends z.ZodType>(item: T) =>
  z.object({
    count: z.int().openapi({ description: 'Number of licenses; 1,000 means that or more' }),
    items: z.array(item).openapi({ description: 'The first of them' }),
  });

const partner = z.object({ id: z.string(), name: z.string().nullable() });
const reference = z.string().nullable().openapi({ description: 'Reference of the agreement' });

const sums = z.object({
  from: z.string().openapi({ description: 'The first day, YYYY-MM-DD' }),
  to: z.string().openapi({ description: 'The last day (inclusive)' }),
  units: z.int(),
  deliveries: z.int(),
  refusals: z.int(),
  partners: z.int().openapi({ description: 'Number of partners with a delivery or refusal in these days' }),
});

const openRecall = recall.extend({
  toCall: z.int().openapi({
    description:
      'Number of partners to call: those with a license that has not answered and that no active endpoint serves',
  }),
  calls: z
    .array(
      z.object({
        partner: z.string(),
        name: z.string(),
        contact: z.string().nullable().openapi({
          description: 'Contact of the partner for recalls, or else its contact; null: it has none',
        }),
      }),
    )
    .openapi({ description: 'The first partners to call, by name' }),
});

const forDesk = z.object({
  ending: counted(z.object({ license: z.string(), partner, reference, ends: z.string() })).openapi({
    description: 'Active licenses that end within 60 days, soonest first',
  }),
  embargoes: counted(
    z.object({ article: z.string(), headline: z.string().nullable(), embargoedUntil: z.string() }),
  ).openapi({ description: 'Embargoes that end next' }),
  held: z.int().openapi({ description: 'Number of articles on hold; 1,000 means that or more' }),
  unreviewed: counted(
    z.object({ restriction: z.string(), scope: z.string(), text: z.string().nullable() }),
  ).openapi({
    description: 'Restrictions that await review, oldest first',
  }),
  keys: counted(
    z.object({
      key: z.string(),
      name: z.string(),
      license: z.string(),
      partner,
      expires: z.string().nullable(),
      lastUsed: z.string().nullable(),
      concern: z.enum(['expiring', 'silent']),
    }),
  ).openapi({
    description:
      'Live keys of active licenses: those that expire within 14 days, then those without a token for 7 days',
  }),
  has: z
    .object({
      partners: z.boolean(),
      products: z.boolean(),
      licenses: z.boolean(),
      keys: z.boolean(),
      newsroom: z.boolean().openapi({ description: 'An active operator of the role `ingest`' }),
      articles: z.boolean(),
      auditors: z.boolean(),
    })
    .openapi({ description: 'Whether there are any at all, by kind' }),
});

export const overviewAnswer = z
  .object({
    at: z.string(),
    activity: z.array(z.object({ hour: z.string(), deliveries: z.int(), refusals: z.int() })).openapi({
      description: 'Hours (UTC, such as `2026-11-26T16`) of the last 61 days that have requests, in order',
    }),
    quotas: counted(
      z.object({
        license: z.string(),
        partner,
        reference,
        used: z.int(),
        limit: z.int(),
        per: z.enum(['day', 'month', 'term']),
        onExceed: z.enum(['refuse', 'overage']),
        resets: z.string().openapi({ description: 'When the quota resets or the term ends' }),
      }),
    )
      .extend({ complete: z.boolean().openapi({ description: 'Whether every ledger shard answered' }) })
      .openapi({
        description:
          'Licenses that have used at least 80 % of their quota, most used first; up to half a minute old',
      }),
    findings: counted(
      z.object({
        id: z.string(),
        kind: z.enum(KINDS),
        license: z.string(),
        sentence: z.string(),
        since: z.string(),
      }),
    ).openapi({ description: 'Open findings of reconciliation, newest first' }),
    recalls: counted(openRecall).openapi({
      description:
        'Overdue recalls: those that a license refuses first, then those that a license has not acknowledged, each by deadline',
    }),
    openRecalls: counted(openRecall).openapi({
      description: 'Recalls that are open and not overdue, in the same order',
    }),
    months: z.object({ current: sums, previous: sums }).openapi({
      description:
        'Uses with live keys in the current month up to today, and in the previous month up to the same day',
    }),
    statements: z.object({
      period: z.string(),
      due: z.int().openapi({
        description:
          'Number of licenses without a statement for the last month that has ended; at most 1,000. A license needs none of a month that had ended when it was stored',
      }),
      older: z.int().openapi({
        description: 'Number of statements that the eleven months before it lack; at most 1,000',
      }),
    }),
    desk: forDesk.nullable().openapi({ description: 'Null for auditors' }),
  })
  .openapi('Overview');
