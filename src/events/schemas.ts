import { z } from '@hono/zod-openapi';
import { EVENT_TYPES } from '../ledger/events/types.ts';

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
      links: z.object({ acknowledge: z.string() }).optional().openapi({
        description: 'Where to say what has been done',
      }),
      endpoint: z.string().optional().openapi({ description: 'The endpoint that the gateway has disabled' }),
      reason: z.enum(['failing', 'gone']).optional().openapi({
        description: 'Why: it has taken no event for three days, or it has answered 410',
      }),
    }),
  })
  .openapi('Event');

export type EventResource = z.infer<typeof licenseEvent>;
