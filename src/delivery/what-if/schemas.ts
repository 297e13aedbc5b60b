/**
 * Schemas of the desk's questions: a license, stored or proposed, and a use; or a bare ODRL policy and a
 * request.
 */
import { z } from '@hono/zod-openapi';
import { termsSchema } from '../../licensing/licenses/schemas.ts';
import { NO_PARTNER } from '../../licensing/proposed.ts';
import { finding } from '../../platform/finding.ts';
import { faultsOf } from '../../platform/http.ts';
import { messageSchema } from '../../platform/message.ts';
import { addFaults, instant, line, lines, onWholeBody } from '../../platform/openapi.ts';
import { TEXT_CHARS_MAX } from '../../restrictions/limits.ts';
import { CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import type { OdrlJson } from '../../rights/types.ts';
import { componentDecision, effectiveRights } from '../decision-schema.ts';
import { STATED_LENGTH_MAX } from '../limits.ts';
import { statedUseBody } from '../stated-use.ts';
import { PROPOSED_LIST_MAX, PROPOSED_RESTRICTIONS_MAX } from './limits.ts';

export const name = line(STATED_LENGTH_MAX);
const names = z.array(name).max(PROPOSED_LIST_MAX);

/** Compact, nested or expanded JSON-LD, or the JSON of ODRL 2.1. An expanded document is a list. */
const policy = z
  .custom<OdrlJson>((value) => typeof value === 'object' && value !== null, 'Expected an ODRL policy as JSON')
  .openapi({ type: 'object', description: 'An ODRL 2.2 policy as JSON-LD, or ODRL 2.1 JSON' });
const node = z.record(z.string(), z.unknown());
const nameOrNode = z.union([z.string().min(1), node], { error: 'Expected a name, or a node with an "@id"' });

export const bareQuestion = z
  .strictObject({
    policy,
    request: z.strictObject({
      assignee: nameOrNode.optional(),
      action: nameOrNode,
      target: nameOrNode.optional(),
      context: z
        .record(z.string(), z.unknown())
        .optional()
        .openapi({ description: 'Left operand → value, list of values, or {value, unit}' }),
    }),
    performed: z.array(z.string()).optional().openapi({ description: 'Ids of duties, or actions' }),
    violated: z.array(z.string()).optional(),
    partOf: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
    policies: z.array(policy).optional().openapi({ description: 'Policies that it may inherit from' }),
    profiles: z.array(z.string()).optional().openapi({ description: 'Profiles that you vouch for' }),
  })
  .openapi('BareQuestion');

const prose = lines(TEXT_CHARS_MAX);
export const proposedRestriction = policy.refine(
  (value) => !isText(value) || prose.safeParse(value.text).success,
  {
    path: ['text'],
    error: `Expected a text of at most ${TEXT_CHARS_MAX} characters`,
  },
);

/** `{text}` is prose for the phrasebook; anything else is a policy. */
export function isText(restriction: OdrlJson): restriction is { text: string } {
  return Object.keys(restriction).join() === 'text';
}

/** Reports the faults of one alternative as faults of the whole body. */
function passOn(error: z.ZodError, check: z.RefinementCtx): void {
  const faults = faultsOf(error);
  addFaults(
    faults.map((fault) => ({ ...fault, path: fault.path === '/' ? '' : fault.path })),
    check,
  );
}

const subject = z.strictObject({
  uri: name.optional(),
  type: z
    .enum(['text', 'picture', 'graphic', 'audio', 'video', 'composite', 'event', 'planning'])
    .default('text'),
  sections: names.default([]),
  subjects: names.default([]),
  language: name.optional(),
  versionCreated: instant.optional(),
  embargoedUntil: instant.optional(),
  components: z
    .array(z.strictObject({ id: name.optional(), type: z.enum(COMPONENT_TYPES) }))
    .min(1)
    .max(PROPOSED_LIST_MAX),
});

/** A ninjs item has no `components`, which distinguishes the two kinds of proposed items. */
const proposedItem = z
  .unknown()
  .transform((value, check): { kind: 'ninjs'; document: unknown } | ({ kind: 'subject' } & Subject) => {
    if (typeof value !== 'object' || value === null || !('components' in value))
      return { kind: 'ninjs', document: value };
    const parsed = subject.safeParse(value);
    if (parsed.success) return { kind: 'subject', ...parsed.data };
    passOn(parsed.error, check);
    return z.NEVER;
  })
  .openapi({ type: 'object' });

/** Terms may be tried before their partner is known. */
export const proposedTerms = z
  .preprocess(
    (value) =>
      typeof value === 'object' && value !== null && !('partner' in value)
        ? { ...value, partner: NO_PARTNER }
        : value,
    termsSchema,
  )
  .openapi({ description: 'Terms as for `POST /v1/admin/licenses`; without `partner`, for no titles' });

const oneLicense = (body: object) =>
  ['license', 'terms', 'policy'].filter((field) => Reflect.get(body, field) !== undefined).length === 1;

export const whatIfQuestion = z
  .strictObject({
    license: name.optional(),
    terms: proposedTerms.optional(),
    policy: policy.optional(),
    restrictions: z.array(proposedRestriction).max(PROPOSED_RESTRICTIONS_MAX).default([]),
    article: name.optional(),
    version: name.optional(),
    item: proposedItem.optional(),
    sections: names.optional().openapi({ description: 'Where the proposed ninjs item is filed' }),
    use: statedUseBody.extend({ at: instant.optional() }).default({}),
    entitlement: z
      .strictObject({
        actions: names.optional(),
        datatypes: z.array(z.enum(COMPONENT_TYPES)).max(COMPONENT_TYPES.length).optional(),
        locations: names.optional(),
        channels: z.array(z.enum(CHANNELS)).max(CHANNELS.length).optional(),
      })
      .default({}),
  })
  .refine(oneLicense, onWholeBody('Give one of: license, terms, policy'))
  .refine(({ article, item }) => article === undefined || item === undefined, {
    ...onWholeBody('Give an article or an item, not both'),
    path: ['item'],
  })
  .refine(({ article, version }) => version === undefined || article !== undefined, {
    ...onWholeBody('Only an article has versions'),
    path: ['version'],
  })
  .refine(({ item, sections }) => sections === undefined || item?.kind === 'ninjs', {
    ...onWholeBody('Only a proposed ninjs item is filed here'),
    path: ['sections'],
  })
  .openapi('WhatIfQuestion');

export type Subject = z.infer<typeof subject>;
export type BareQuestion = z.infer<typeof bareQuestion>;
export type WhatIfQuestion = z.infer<typeof whatIfQuestion>;

// Created once, because the registry keeps every schema derived from a described one forever.
const asBare = bareQuestion.transform((bare) => ({ bare }));
const asWhatIf = whatIfQuestion.transform((whatIf) => ({ whatIf }));

/** A body with `request` is a bare question; faults refer to that alternative. */
export const question = z
  .record(z.string(), z.unknown())
  .transform((value, check): { bare: BareQuestion } | { whatIf: WhatIfQuestion } => {
    const parsed = ('request' in value ? asBare : asWhatIf).safeParse(value);
    if (parsed.success) return parsed.data;
    passOn(parsed.error, check);
    return z.NEVER;
  })
  .openapi({ description: 'A WhatIfQuestion or a BareQuestion' });

export const step = z.object({
  step: z.enum(['license', 'product', 'pubStatus', 'embargo', 'policies', 'quota']),
  result: z.enum(['passed', 'stopped', 'not_reached', 'not_asked']),
  code: z.string().optional(),
  sentence: z.string(),
  message: messageSchema.optional(),
});
export type Step = z.infer<typeof step>;

const fault = finding.partial({ code: true });

export const whatIfAnswer = z
  .object({
    outcome: z.enum(['permit', 'deny']),
    code: z.string().optional(),
    decidedBy: z.string(),
    sentence: z.string(),
    message: messageSchema.optional(),
    at: z.string(),
    license: z
      .object({
        id: z.string(),
        version: z.number().optional(),
        status: z.enum(['active', 'suspended', 'terminated']).optional(),
        partner: z.object({ id: z.string(), name: z.string() }).optional(),
        proposed: z.enum(['terms', 'policy']).optional(),
      })
      .optional()
      .openapi({ description: 'The id of the license, or the kind of proposal' }),
    article: z.string().optional(),
    version: z.string().optional(),
    item: z
      .object({
        id: z.string(),
        uri: z.string(),
        sections: z.array(z.string()),
        components: z.array(z.object({ id: z.string(), type: z.enum(COMPONENT_TYPES) })),
      })
      .optional()
      .openapi({ description: 'The proposed article as read' }),
    steps: z.array(step),
    components: z.array(componentDecision),
    rights: effectiveRights.optional().openapi({ description: 'The effective rights; only on a permit' }),
    policies: z.array(z.object({ id: z.string(), version: z.number(), sha256: z.string() })),
    missing: z
      .array(z.string())
      .optional()
      .openapi({ description: 'Facts that the use must state to be decided' }),
    warnings: z.array(fault).optional(),
    faults: z.array(fault).optional().openapi({ description: 'Why the license cannot be evaluated' }),
  })
  .openapi('WhatIfAnswer');

export const bareAnswer = z
  .object({
    decision: z.enum(['permit', 'deny']),
    code: z.string(),
    reason: z.string(),
    decidedBy: z.string().optional(),
    missing: z.array(z.string()).optional(),
    rules: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        active: z.boolean(),
        satisfied: z.boolean(),
        reason: z.string(),
      }),
    ),
    faults: z.array(fault),
  })
  .openapi('BareAnswer');
