import { z } from '@hono/zod-openapi';
import { DISABLED_REASONS, EVENT_TYPES } from '../ledger/events/types.ts';

/** Why an endpoint is disabled. */
export const DISABLED_WHY =
  'Why: no event taken for three days (`failing`), 410 (`gone`), or a change by `partner` or `agency`';

export const licenseEvent = z
  .object({
    id: z.string().openapi({ description: 'Unique id of the event; the same in every delivery of it' }),
    type: z.enum(EVENT_TYPES),
    timestamp: z.string().openapi({ description: 'When the agency made the change, ISO 8601 UTC' }),
    data: z.object({
      license: z.string(),
      article: z.string().optional(),
      version: z.string().optional(),
      href: z.string().optional(),
      within: z.string().optional().openapi({
        description: 'The article that contains it, such as a package, and that the license received',
      }),
      notice: z.string().optional().openapi({
        description: 'Why it was killed or held, in the agency’s words; at most 500 characters',
      }),
      dueAt: z.string().optional().openapi({
        description: 'When it must be removed or replaced, ISO 8601 UTC; absent: there is no deadline',
      }),
      recall: z.string().optional().openapi({
        description: 'The kill, correction, hold or elimination, `rcl_…`: the same for all events about it',
      }),
      overdue: z
        .object({ event: z.string(), type: z.enum(EVENT_TYPES) })
        .optional()
        .openapi({ description: 'Only in `recall.overdue`: the event whose deadline has passed' }),
      key: z.string().optional().openapi({ description: 'The key that expires' }),
      endsAt: z
        .string()
        .optional()
        .openapi({ description: 'When the key or the license ends, ISO 8601 UTC' }),
      quota: z
        .object({
          percent: z.int().openapi({ description: 'The threshold: 50, 80 or 100' }),
          used: z.int().openapi({ description: 'Billable units' }),
          limit: z.int(),
          per: z.enum(['day', 'month', 'term']),
        })
        .optional(),
      statement: z.string().optional(),
      period: z.string().optional().openapi({ description: 'Period of the statement', example: '2026-10' }),
      links: z
        .object({
          acknowledge: z.string().optional().openapi({ description: 'Where to say what has been done' }),
          statement: z.string().optional(),
        })
        .optional(),
      endpoint: z.string().optional().openapi({ description: 'The endpoint that is disabled' }),
      reason: z.enum(DISABLED_REASONS).optional().openapi({ description: DISABLED_WHY }),
    }),
  })
  .openapi('Event');

export type EventResource = z.infer<typeof licenseEvent>;
