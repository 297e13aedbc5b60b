import { z } from '@hono/zod-openapi';
import { EVENT_TYPES } from '../ledger/events/types.ts';

export const licenseEvent = z
  .object({
    id: z.string().openapi({ description: 'The same whenever and however the event is sent' }),
    type: z.enum(EVENT_TYPES),
    timestamp: z.string().openapi({ description: 'When the agency made the change, ISO 8601 UTC' }),
    data: z.object({
      license: z.string(),
      article: z.string().optional(),
      version: z.string().optional(),
      href: z.string().optional(),
      within: z.string().optional().openapi({
        description: 'The item within which the license received the article, such as a package',
      }),
    }),
  })
  .openapi('Event');

export type EventResource = z.infer<typeof licenseEvent>;
