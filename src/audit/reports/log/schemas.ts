/** Schemas of the log reports. docs/auditor.md defines the figures. */
import { z } from '@hono/zod-openapi';
import { holder } from '../../../articles/responses.ts';
import { messageSchema } from '../../../platform/message.ts';
import { period, periodQuery } from '../schemas.ts';

const license = z.string().min(1).max(64).optional();

export const logQuery = z.strictObject({ ...periodQuery, license });
export const activityQuery = logQuery.extend({
  granularity: z.enum(['day', 'hour']).default('day').openapi({ description: 'Of `timeline`' }),
});

const archived = z
  .array(z.string())
  .openapi({ description: 'Months of which entries were deleted, and are not among these' });
const head = { period, at: z.string().openapi({ description: 'When it was made' }) };

const ends = {
  firstAt: z.string(),
  lastAt: z.string(),
  first: z.string().openapi({ description: 'Id of the first of these entries' }),
  last: z.string().openapi({ description: 'Id of the last of them' }),
};
const reader = {
  license: z.string(),
  partner: z.string(),
  name: z.string().nullable().openapi({ description: 'The partner’s' }),
  title: z.string().nullable(),
};

export const articleReport = z
  .object({
    at: z.string(),
    article: z.string(),
    uri: z.string(),
    version: z.string().openapi({ description: 'The newest' }),
    pubStatus: z.string(),
    headline: z.string().nullable(),
    received: z
      .array(
        z.object({
          ...reader,
          version: z.string(),
          times: z.int().openapi({ description: 'Deliveries that carried content' }),
          components: z.array(
            z.object({ component: z.string(), type: z.string().nullable(), times: z.int(), ...ends }),
          ),
          ...ends,
          href: z.string().openapi({ description: 'The entries' }),
        }),
      )
      .openapi({ description: 'Which title got which version, and what of it' }),
    refused: z.array(z.object({ ...reader, code: z.string(), times: z.int(), ...ends, href: z.string() })),
    holders: z.array(holder.omit({ contact: true }).extend({ href: z.string() })).openapi({
      description: 'Who has it, by itself or inside an article; also by entries that were deleted',
    }),
    more: z.boolean().openapi({ description: 'There are more holders than are listed' }),
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
            .openapi({ description: 'What it is, as of now, where that can be said' }),
          message: messageSchema.optional(),
          entries: z.int().openapi({ description: 'In which it refused or withheld something' }),
          refused: z.int().openapi({ description: 'Requests that it refused' }),
          components: z.int().openapi({ description: 'Components that it stopped' }),
          licenses: z.int(),
          firstAt: z.string(),
          lastAt: z.string(),
          codes: z.array(z.object({ code: z.string(), refused: z.int(), components: z.int() })),
          href: z.string(),
        })
        .openapi('RuleReportLine'),
    ),
    more: z.int().openapi({ description: 'Rules that are not listed: those that stopped least' }),
    archived: z.array(z.string()).openapi({
      description: 'Always empty: what was stopped is counted when its entries are deleted, too',
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
      .openapi({ description: 'All days together, by the hour of the license’s day' }),
  })
  .openapi('ActivityReport');
