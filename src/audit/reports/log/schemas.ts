/** Schemas of the log reports. docs/auditor.md defines the figures. */
import { z } from '@hono/zod-openapi';
import { holder } from '../../../articles/responses.ts';
import { messageSchema } from '../../../platform/message.ts';
import { period, periodQuery } from '../schemas.ts';

const license = z.string().min(1).max(64).optional();

export const logQuery = z.strictObject({ ...periodQuery, license });
export const activityQuery = logQuery.extend({
  granularity: z
    .enum(['day', 'hour'])
    .default('day')
    .openapi({ description: 'Length of a step in `timeline`' }),
});

const archived = z
  .array(z.string())
  .openapi({ description: 'Months with deleted entries, which are not counted' });
const head = { period, at: z.string().openapi({ description: 'When the report was created' }) };

const ends = {
  firstAt: z.string(),
  lastAt: z.string(),
  first: z.string().openapi({ description: 'Id of the first entry' }),
  last: z.string().openapi({ description: 'Id of the last entry' }),
};
const reader = {
  license: z.string(),
  partner: z.string(),
  name: z.string().nullable().openapi({ description: 'Name of the partner' }),
  title: z.string().nullable(),
};

export const articleReport = z
  .object({
    at: z.string(),
    article: z.string(),
    uri: z.string(),
    version: z.string().openapi({ description: 'The newest version' }),
    pubStatus: z.string(),
    headline: z.string().nullable(),
    received: z
      .array(
        z.object({
          ...reader,
          version: z.string(),
          times: z.int().openapi({ description: 'Number of deliveries with content' }),
          components: z.array(
            z.object({ component: z.string(), type: z.string().nullable(), times: z.int(), ...ends }),
          ),
          ...ends,
          href: z.string().openapi({ description: 'Link to the entries' }),
        }),
      )
      .openapi({ description: 'What each title received, by version' }),
    refused: z.array(z.object({ ...reader, code: z.string(), times: z.int(), ...ends, href: z.string() })),
    holders: z
      .array(holder.omit({ contact: true, recallContact: true, pushed: true }).extend({ href: z.string() }))
      .openapi({
        description: 'Who holds it, by itself or inside another article, including by deleted entries',
      }),
    more: z.boolean().openapi({ description: 'Whether there are more holders than are listed' }),
    archived,
  })
  .openapi('ArticleReport');

export const rulesReport = z
  .object({
    ...head,
    items: z.array(
      z
        .object({
          rule: z.string(),
          words: z
            .string()
            .nullable()
            .openapi({ description: 'The rule in words, as of now; absent if it cannot be expressed' }),
          message: messageSchema.optional(),
          entries: z
            .int()
            .openapi({ description: 'Number of entries in which it refused or withheld something' }),
          refused: z.int().openapi({ description: 'Number of requests it refused' }),
          components: z.int().openapi({ description: 'Number of components it withheld' }),
          licenses: z.int(),
          firstAt: z.string(),
          lastAt: z.string(),
          codes: z.array(z.object({ code: z.string(), refused: z.int(), components: z.int() })),
          href: z.string(),
        })
        .openapi('RuleReportLine'),
    ),
    more: z.int().openapi({ description: 'Number of rules that are not listed: those that stopped least' }),
    archived: z.array(z.string()).openapi({
      description: 'Always empty: the counts include deleted entries',
    }),
  })
  .openapi('RulesReport');

const counts = { entries: z.int(), deliveries: z.int(), refusals: z.int() };

export const activityAnswer = z
  .object({
    ...head,
    totals: z.object(counts),
    timeline: z.array(z.object({ at: z.string(), ...counts })),
    hours: z
      .array(z.object({ hour: z.string(), ...counts }))
      .openapi({ description: 'All days together, by hour of the day in the license’s time zone' }),
  })
  .openapi('ActivityReport');
