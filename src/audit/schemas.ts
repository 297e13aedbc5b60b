/** Schema of a delivery or refusal for readers of the log. */
import { z } from '@hono/zod-openapi';
import { entryHead } from '../ledger/entry-schema.ts';

export const useEntry = entryHead
  .extend({
    kind: z.enum(['delivery', 'refusal']),
    title: z.string().nullable(),
    key: z.string(),
    article: z.string(),
    uri: z.string(),
    version: z.string(),
    sections: z.array(z.string()),
    format: z.string(),
    use: z.string().nullable(),
    territory: z.string().nullable(),
    channel: z.string().nullable(),
    stated: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .optional()
      .openapi({ description: 'Further stated facts of the use, by ODRL left operand' }),
    narrowed: z
      .object({
        actions: z.array(z.string()).optional(),
        datatypes: z.array(z.string()).optional(),
        locations: z.array(z.string()).optional(),
        channels: z.array(z.string()).optional(),
      })
      .optional()
      .openapi({ description: 'What the token narrowed the license to, if it did' }),
    outcome: z.enum(['permit', 'deny']),
    code: z.string().nullable(),
    decidedBy: z.string(),
    policies: z.array(z.object({ id: z.string(), version: z.int(), sha256: z.string() })),
    delivered: z.array(
      z.object({
        component: z.string(),
        digest: z.string(),
        supplier: z.string().optional(),
        type: z.string().optional(),
      }),
    ),
    shown: z
      .array(
        z.object({
          component: z.string(),
          digest: z.string(),
          supplier: z.string().optional(),
          type: z.string().optional(),
        }),
      )
      .optional()
      .openapi({ description: 'For a thumbnail: the component that was shown, not delivered' }),
    withheld: z.array(
      z.object({
        component: z.string(),
        code: z.string(),
        decidedBy: z.string(),
        type: z.string().optional(),
      }),
    ),
    billable: z.int().openapi({ description: 'Units that this entry added to the bill' }),
    billed: z.array(z.string()).optional().openapi({ description: 'The components that were billed' }),
  })
  .openapi('UseEntry');
