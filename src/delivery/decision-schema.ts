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
    message: messageSchema.optional(),
    constraint: z
      .object({
        leftOperand: z.string(),
        operator: z.string(),
        rightOperand: z.unknown(),
        unit: z.string().optional(),
        actual: z.unknown().optional(),
      })
      .optional(),
    text: z.string().optional().openapi({ description: 'Only for the desk: the words that await review' }),
  })
  .openapi('TraceStep', { description: 'One evaluated rule and its result' });

export const componentDecision = z
  .object({
    component: z.string(),
    type: z.enum(COMPONENT_TYPES),
    outcome: z.enum(['permit', 'deny']),
    code: z.string().optional().openapi({ description: 'Code of the reason for the refusal' }),
    decidedBy: z.string().openapi({ description: 'The rule that decided, as `<policy>#<rule>`' }),
    sentence: z.string(),
    message: messageSchema.optional(),
    otherwise: z
      .object({
        code: z.string(),
        decidedBy: z.string(),
        sentence: z.string(),
        message: messageSchema.optional(),
      })
      .optional()
      .openapi({
        description:
          'If a value of a part that the use leaves open lifts `code`: the reason that refuses the use whatever those parts are',
      }),
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
        except: strings.openapi({ description: 'Codes excluded from the territories' }),
        channels: z.array(z.enum(CHANNELS)),
        purposes: strings.optional().openapi({ description: 'The permitted purposes; absent: any' }),
      }),
    ),
    alterations: z.array(z.enum(ALTERATIONS)).optional(),
    duties: z.array(z.object({ action: z.string(), text: z.string().optional() })),
    stated: stated
      .optional()
      .openapi({ description: 'The rights apply only to a use that states these facts' }),
    notBefore: z
      .number()
      .optional()
      .openapi({ description: 'Do not publish before this instant; ms since 1970' }),
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
    missing: strings.optional().openapi({ description: 'Facts that the use must state to be decided' }),
    rights: effectiveRights.optional().openapi({ description: 'The effective rights; only on a permit' }),
  })
  .openapi('DecisionAnswer');

const unknownArticle = z
  .object({
    article: z.string(),
    outcome: z.literal('deny'),
    code: z.literal('not_found'),
    sentence: z.string(),
  })
  .openapi('UnknownArticle', {
    description: 'The answer for an article that this license does not cover or that does not exist',
  });

export const decisionsAnswer = z
  .object({ items: z.array(z.union([decisionAnswer, unknownArticle])) })
  .openapi('DecisionsAnswer', {
    description: 'Answers to a list of questions, in the order of the questions',
  });
