/** Bodies and answers of the restrictions routes. */
import { z } from '@hono/zod-openapi';
import { lines, onWhole } from '../platform/desk.ts';
import { finding } from '../platform/finding.ts';
import { pageQuery } from '../platform/paging.ts';
import { TEXT_CHARS_MAX } from './limits.ts';
import { parseScope } from './scope.ts';

const scope = z
  .string()
  .max(200)
  .refine(
    (text) => parseScope(text) !== null,
    'Expected "agency", "section:<name>", an item id or a component id',
  )
  .openapi({ example: 'agency' });

const policy = z
  .record(z.string(), z.unknown())
  .openapi({ description: 'ODRL 2.2 policy as JSON-LD, RightsML 2.0 profile allowed' });

const text = lines(TEXT_CHARS_MAX).openapi({ example: 'JAPAN OUT. MANDATORY CREDIT.' });

export const newRestriction = z
  .strictObject({ scope, policy: policy.optional(), text: text.optional() })
  .refine(({ policy, text }) => (policy === undefined) !== (text === undefined), {
    ...onWhole('Give either a policy or a text'),
    path: ['policy'],
  });

export const restrictionPatch = z
  .strictObject({
    reviewed: z.literal(true).optional(),
    policy: policy.optional(),
    text: text.optional(),
    status: z.literal('withdrawn').optional(),
  })
  .refine(
    (patch) => Object.values(patch).filter((value) => value !== undefined).length === 1,
    onWhole('Change one thing at a time: reviewed, policy, text or status'),
  );

export const restrictionQuery = pageQuery.extend({
  unreviewed: z.enum(['true', 'false']).optional(),
  item: z.string().max(64).optional(),
  scope: scope.optional(),
});

const status = z.enum(['active', 'withdrawn']);

const reading = {
  phrases: z.array(
    z.object({
      phrase: z.string(),
      rule: z.string(),
      prose: z.string(),
      confirm: z.string().optional().openapi({ description: 'The question that the desk answers' }),
    }),
  ),
  unaccounted: z
    .array(z.string())
    .openapi({ description: 'The words that no phrase accounts for, in order' }),
  complete: z.boolean(),
};

export const newReading = z.strictObject({ text });

export const readingAnswer = z
  .object({
    text: z.string(),
    ...reading,
    policy: policy.nullable(),
    prose: z.string().nullable().openapi({ description: 'The policy in words' }),
    confirmed: z.boolean().openapi({
      description: 'Not read in full, but the desk has said before what these words mean: the policy is that',
    }),
  })
  .openapi('Reading');

export const restriction = z
  .object({
    id: z.string(),
    version: z.number().int(),
    scope: z.string(),
    item: z.string().optional().openapi({ description: 'The item that the restricted component belongs to' }),
    source: z.enum(['desk', 'wire']),
    status,
    text: z.string().optional(),
    policy: policy.nullable(),
    prose: z.string().nullable().openapi({ description: 'The policy in words' }),
    reading: z.object(reading).optional().openapi({ description: 'What the phrasebook made of the text' }),
    warnings: z.array(finding).optional().openapi({
      description:
        'What is probably not meant; parts of the policy that cannot be evaluated (`unevaluable`) forbid, always',
    }),
    reviewed: z.boolean(),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('Restriction');

export const restrictionWithHistory = restriction
  .extend({
    versions: z.array(
      z.object({
        version: z.number().int(),
        status,
        reviewed: z.boolean(),
        text: z.string().optional(),
        policy: policy.nullable(),
        at: z.string(),
        operator: z.string(),
      }),
    ),
  })
  .openapi('RestrictionWithHistory');

export type NewRestriction = z.infer<typeof newRestriction>;
export type RestrictionPatch = z.infer<typeof restrictionPatch>;
export type ReadingResource = z.infer<typeof readingAnswer>;
export type RestrictionResource = z.infer<typeof restriction>;
export type RestrictionVersion = z.infer<typeof restrictionWithHistory>['versions'][number];
