/** Schema of the common members of entries, for readers of the log. */
import { z } from '@hono/zod-openapi';

export const entryHead = z.object({
  v: z.literal(1),
  id: z.string(),
  license: z.string(),
  licenseVersion: z.int(),
  index: z.int().openapi({ description: 'Position in the license’s log, from 0' }),
  at: z.string(),
  env: z.enum(['live', 'test']),
  partner: z.string(),
  leaf: z.string().openapi({
    description: 'SHA-256(0x00 ‖ the entry without `leaf`, in its RFC 8785 form) in base64',
  }),
});
