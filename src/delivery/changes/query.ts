import { z } from '@hono/zod-openapi';
import { feedContent } from '../feeds/feed-format.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../limits.ts';

export const changesQuery = z.strictObject({
  after: z.string().optional().openapi({ description: 'The `next` cursor of the previous page' }),
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE_DEFAULT),
  content: feedContent,
});
