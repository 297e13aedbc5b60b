import { z } from '@hono/zod-openapi';
import { messageSchema } from '../platform/message.ts';
import { ALTERATIONS, CHANNELS, COMPONENT_TYPES } from '../rights/terms.ts';

const strings = z.array(z.string());
const stated = z.record(z.string(), z.union([z.string(), z.number()]));

const traceStep = z
  .object({
    policy: z.string(),
    rule: z.string(),
    kind: z.enum(['permission', 'prohibition', 'duty', 'entitlement', 'review']),
    outcome: z.enum(['granted', 'forbidden', 'fulfilled', 'not_applicable', 'unmet', 'indeterminate']),
    reason: z.string(),
    message: messageSchema.optional().openapi({ description: 'For the desk' }),
    constraint: z
      .object({
        leftOperand: z.string(),
        operator: z.string(),
        rightOperand: z.unknown(),
        unit: z.string().optional(),
        actual: z.unknown().optional(),
      })
      .optional(),
    text: z.string().optional().openapi({ description: 'Of a review, for the desk: the words that wait' }),
  })
  .openapi('TraceStep', { description: 'One rule that was looked at, and what came of it' });

export const componentDecision = z
  .object({
    component: z.string(),
    type: z.enum(COMPONENT_TYPES),
    outcome: z.enum(['permit', 'deny']),
    code: z.string().optional().openapi({ description: 'Why it is denied' }),
    decidedBy: z.string().openapi({ description: '`<policy>#<rule>`: the one rule that decided' }),
    sentence: z.string(),
    message: messageSchema.optional().openapi({ description: 'For the desk' }),
    steps: z.array(traceStep),
  })
  .openapi('ComponentDecision');

export const effectiveRights = z
  .object({
    grants: z.array(
      z.object({
        uses: strings,
        titles: strings,
        territories: strings,
        except: strings.openapi({ description: 'Codes taken out of the territories' }),
        channels: z.array(z.enum(CHANNELS)),
        purposes: strings.optional().openapi({ description: 'Absent: any' }),
      }),
    ),
    alterations: z.array(z.enum(ALTERATIONS)).optional(),
    duties: z.array(z.object({ action: z.string(), text: z.string().optional() })),
    stated: stated.optional().openapi({ description: 'The rights hold only for a use that states this' }),
    notBefore: z.number().optional().openapi({ description: 'Not to be published before; ms since 1970' }),
    expires: z.number().openapi({ description: 'When the rights end; ms since 1970' }),
  })
  .openapi('EffectiveRights', {
    description: 'What may be done: a use is permitted when one of the grants has all of it',
  });

export const decisionAnswer = z
  .object({
    article: z.string(),
    version: z.string(),
    outcome: z.enum(['permit', 'deny']),
    code: z.string().optional(),
    decidedBy: z.string(),
    sentence: z.string(),
    components: z.array(componentDecision),
    withheld: z.array(z.object({ component: z.string(), code: z.string(), decidedBy: z.string() })),
    missing: strings.optional().openapi({ description: 'What the use would have to state' }),
    rights: effectiveRights.optional().openapi({ description: 'What remains: on a permit' }),
  })
  .openapi('DecisionAnswer');

const unknownArticle = z
  .object({
    article: z.string(),
    outcome: z.literal('deny'),
    code: z.literal('not_found'),
    sentence: z.string(),
  })
  .openapi('UnknownArticle', { description: 'There is no such article for this license' });

export const decisionsAnswer = z
  .object({ items: z.array(z.union([decisionAnswer, unknownArticle])) })
  .openapi('DecisionsAnswer', { description: 'Answers to a list of questions, in their order' });
