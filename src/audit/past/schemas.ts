/** A decision of the past, as readers of the log get it. */
import { z } from '@hono/zod-openapi';
import { componentDecision } from '../../delivery/decision-schema.ts';
import { step } from '../../delivery/what-if/schemas.ts';
import { messageSchema } from '../../platform/message.ts';

export const PAST_FAULTS = [
  'license_gone',
  'policies_changed',
  'document_gone',
  'before_versions',
  'decided_otherwise',
] as const;

export const pastDecisionSchema = z
  .discriminatedUnion('reproduced', [
    z.object({
      reproduced: z.literal(true),
      sentence: z.string(),
      message: messageSchema.optional(),
      steps: z.array(step),
      components: z.array(componentDecision),
    }),
    z.object({
      reproduced: z.literal(false),
      reason: z.enum(PAST_FAULTS),
      sentence: z.string(),
      message: messageSchema.optional(),
    }),
  ])
  .openapi('PastDecision', {
    description: 'The decision made again on the versions that the entry names; or why it cannot be',
  });
