/** Schemas of the retention routes. */
import { z } from '@hono/zod-openapi';
import { idField, line } from '../../platform/openapi.ts';
import { HOLD_REASON_CHARS_MAX } from '../limits.ts';

const reason = line(HOLD_REASON_CHARS_MAX).openapi({ example: 'Proceedings 3 O 114/26' });

export const newHold = z.strictObject({
  kind: z.enum(['license', 'partner', 'article']),
  target: idField.openapi({ description: 'Id of the license, partner or article' }),
  reason,
});

export const release = z.strictObject({ reason });

export const holdSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    kind: newHold.shape.kind,
    target: z.string(),
    reason: z.string(),
    operator: z.string(),
    since: z.string(),
    released: z
      .object({ at: z.string(), operator: z.string(), reason: z.string() })
      .optional()
      .openapi({ description: 'When it was released; absent while it is in force' }),
  })
  .openapi('Hold');

export const deletedSchema = z
  .array(
    z.object({
      month: z.string(),
      entries: z.int(),
      at: z.string().openapi({ description: 'When the last of them was deleted' }),
    }),
  )
  .openapi({
    description:
      'Number of possibly matching entries whose text was deleted after its RETENTION period; on the last page of a list, and with a count',
  });

const months = z.int().nullable().openapi({ description: 'Number of months; null: permanently' });

export const retentionSchema = z
  .object({
    /** As configured in `RETENTION`. */
    keeps: z.object({ entries: months, actions: months, counts: months, findings: months, readings: months }),
    fault: z
      .string()
      .optional()
      .openapi({ description: 'Fault of the setting RETENTION; nothing is deleted until it is corrected' }),
    holds: z.array(holdSchema).openapi({ description: 'The holds in force' }),
    deleted: deletedSchema,
  })
  .openapi('Retention');
