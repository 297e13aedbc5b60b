/** Request and response schemas of the restrictions routes. */
import { z } from '@hono/zod-openapi';
import { keyed } from '../platform/fault-keys.ts';
import { finding } from '../platform/finding.ts';
import { alongsideFaults, lines, onWholeBody } from '../platform/openapi.ts';
import { pageQuery, SEARCH_CHARS_MAX } from '../platform/paging.ts';
import { VERSION_CHANGES } from './history.ts';
import { LICENSES_MAX, TEXT_CHARS_MAX } from './limits.ts';
import { parseScope } from './scope.ts';

const scope = z
  .string()
  .max(200)
  .refine((text) => parseScope(text) !== null, {
    error: 'Expected "agency", "section:<name>", an item id or a component id',
    ...keyed('scope'),
  })
  .openapi({ example: 'agency' });

const policy = z
  .record(z.string(), z.unknown())
  .openapi({ description: 'An ODRL 2.2 policy as JSON-LD; the RightsML 2.0 profile is supported' });

const text = lines(TEXT_CHARS_MAX).openapi({ example: 'JAPAN OUT. MANDATORY CREDIT.' });

export const newRestriction = z
  .strictObject({ scope, policy: policy.optional(), text: text.optional() })
  .refine(({ policy, text }) => (policy === undefined) !== (text === undefined), {
    ...alongsideFaults('Give either a policy or a text', 'policy_or_text'),
    path: ['policy'],
  });

export const restrictionPatch = z
  .strictObject({
    reviewed: z.boolean().optional().openapi({
      description: '`true` confirms the interpretation; `false` returns the restriction to review',
    }),
    policy: policy.optional(),
    text: text.optional(),
    status: z.literal('withdrawn').optional(),
    withhold: z.literal(true).optional().openapi({
      description:
        'Ends the review, and keeps what the review withholds from being delivered: prohibits any use of a component, or, in any other scope, of all that is not text. Does not apply to the same words elsewhere. The response is 400 for the text of an article, which is delivered during its review: send a `policy` instead',
    }),
    version: z.number().int().min(1).optional().openapi({
      description:
        'The version that was reviewed. The response is 409 if another version is current, unless that already is as requested',
    }),
    remember: z.literal(false).optional().openapi({
      description:
        'With `policy`: `false` keeps the policy from being applied to the same words elsewhere, such as when the text names a date',
    }),
  })
  .refine(
    ({ reviewed, policy, text, status, withhold }) =>
      [reviewed, policy, text, status, withhold].filter((value) => value !== undefined).length === 1,
    onWholeBody('Change one thing at a time: reviewed, policy, text, status or withhold', 'one_change'),
  );

export const restrictionQuery = pageQuery.extend({
  unreviewed: z.enum(['true', 'false']).optional(),
  state: z.enum(['unreviewed', 'reviewed', 'withheld', 'withdrawn']).optional().openapi({
    description:
      '`unreviewed` and `reviewed`: only restrictions in force; `withheld`: reviewed ones that forbid all use',
  }),
  q: z.string().trim().min(1).max(SEARCH_CHARS_MAX).optional().openapi({
    description:
      'Only restrictions whose text contains each of these words; a word may also be the beginning of an id. Case is ignored',
  }),
  item: z.string().max(64).optional(),
  scope: scope.optional(),
  sameAs: z.string().max(64).optional().openapi({
    description:
      'Id of a restriction; only restrictions that await review with the same text and interpretation',
  }),
  affects: z.enum(['true', 'false']).optional().openapi({
    description:
      '`true`: the response has `affects`, what each restriction applies to and how many licenses it concerns',
  }),
});

const status = z.enum(['active', 'withdrawn']);

const question = z.object({
  about: z.enum(['days', 'credit-line', 'members', 'titles', 'place', 'zone']),
  name: z.string().optional().openapi({ description: 'The ambiguous place name' }),
  codes: z
    .array(z.string())
    .optional()
    .openapi({ description: 'The possible codes; the rule applies to all of them' }),
});

const reading = {
  phrases: z.array(
    z.object({
      phrase: z.string(),
      rule: z.string(),
      prose: z.string(),
      confirm: z.string().optional().openapi({ description: 'The question for the desk to answer' }),
      questions: z.array(question).optional().openapi({ description: 'The questions as data' }),
    }),
  ),
  unaccounted: z.array(z.string()).openapi({ description: 'The words that no phrase explains, in order' }),
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
      description:
        'The phrasebook did not understand the whole text, but the desk has confirmed an interpretation of these words, which is the policy',
    }),
  })
  .openapi('Reading');

const affects = z.object({
  licenses: z.number().int().openapi({
    description: 'Number of licenses in force with a product that selects the restricted content',
  }),
  more: z
    .literal(true)
    .optional()
    .openapi({ description: `There may be more: only ${LICENSES_MAX} licenses are checked` }),
  sameText: z.number().int().openapi({
    description:
      'Number of restrictions that await review with the same text and interpretation, including this one',
  }),
  headline: z.string().optional().openapi({ description: 'Headline of the article' }),
  sections: z.array(z.string()).optional(),
  media: z.boolean().optional().openapi({
    description:
      'Of a restricted article: whether it has components other than text. Its review withholds only these',
  }),
  component: z
    .object({
      type: z.string(),
      headline: z.string().optional(),
      caption: z.string().optional(),
      contentType: z
        .string()
        .optional()
        .openapi({ description: 'Media type; absent: the bytes have not been uploaded yet' }),
    })
    .optional(),
});

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
    reading: z.object(reading).optional().openapi({ description: 'How the phrasebook read the text' }),
    warnings: z.array(finding).optional().openapi({
      description:
        'Probable mistakes. Parts of the policy that cannot be evaluated (`unevaluable`) always forbid',
    }),
    reviewed: z.boolean(),
    affects: affects.optional(),
    decided: z.string().optional().openapi({
      description:
        'When the desk ended its review, if nothing has changed it since: `reviewed: false` undoes that decision. In lists only with `affects=true`',
    }),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('Restriction');

const change = z.enum(VERSION_CHANGES);

export const decidedRestriction = restriction
  .extend({
    decision: z.object({
      version: z.number().int().openapi({
        description: 'The version that it made. Another `version` of the restriction: it was changed later',
      }),
      change,
      at: z.string(),
      operator: z.string(),
    }),
  })
  .openapi('DecidedRestriction');

export const restrictionWithHistory = restriction
  .extend({
    versions: z.array(
      z.object({
        version: z.number().int(),
        change: change.openapi({
          description:
            'What made this version. `confirm`, `correct` (with another policy), `release` (without a rule) and `withhold` end a review, `reopen` undoes that; `edit`: another policy outside of a review; `reread`: the newsroom delivered the same text again, and it was read otherwise, such as with a meaning that the desk had confirmed elsewhere',
        }),
        source: z.enum(['desk', 'wire']).openapi({
          description: '`wire`: a delivery of the newsroom made this version',
        }),
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

export type Affects = z.infer<typeof affects>;
export type NewRestriction = z.infer<typeof newRestriction>;
export type RestrictionPatch = z.infer<typeof restrictionPatch>;
export type ReadingResource = z.infer<typeof readingAnswer>;
export type RestrictionResource = z.infer<typeof restriction>;
