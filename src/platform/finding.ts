/** Findings of the static policy checks, as the desk's responses contain them. */
import { z } from '@hono/zod-openapi';

const rule = z.object({ id: z.string(), path: z.string() });

/** Message key of a fault or finding, with which a program can translate it. */
const messageKey = {
  key: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
};

export const finding = z
  .object({
    path: z.string().openapi({ description: 'JSON pointer into the resource' }),
    message: z.string(),
    ...messageKey,
    code: z.string().openapi({ example: 'unreachable' }),
    rules: z.array(rule).optional().openapi({
      description: 'The two rules that conflict; if one overrides the other, the second is in force',
    }),
  })
  .openapi('Finding');
