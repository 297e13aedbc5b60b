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
    }),
  })
  .openapi('Event');

export type EventResource = z.infer<typeof licenseEvent>;
