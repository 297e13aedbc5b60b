/** Schemas of replay and price: each call covers a part of the log and returns the totals so far. */
import { z } from '@hono/zod-openapi';
import { PROPOSED_LIST_MAX, PROPOSED_RESTRICTIONS_MAX } from '../../delivery/what-if/limits.ts';
import { name, proposedRestriction, proposedTerms } from '../../delivery/what-if/schemas.ts';
import { finding } from '../../platform/finding.ts';
import { messageSchema } from '../../platform/message.ts';
import { instant, onWholeBody } from '../../platform/openapi.ts';
import { EXAMPLES_MAX, OPEN_UNITS_MAX, TOTALS_ROWS_MAX } from './limits.ts';

const count = z.int().min(0);
const rows = <S extends z.ZodRawShape>(shape: S) => z.array(z.strictObject(shape)).max(TOTALS_ROWS_MAX);
const position = z.strictObject({ article: name, n: z.int().min(0).nullable() });
const toGoOn =
  'Send it back with the same question to process the next part of the log; null: the replay is complete';

const facets = {
  license: name.optional(),
  partner: name.optional(),
  article: name.optional(),
  section: name.optional(),
};
const period = { from: instant, to: instant.openapi({ description: 'The first instant after the period' }) };
const isPeriod = [
  ({ from, to }: { from: string; to: string }) => Date.parse(from) < Date.parse(to),
  onWholeBody('Give a period that ends after it begins', 'period_order'),
] as const;

const example = z.strictObject({
  entry: z.string(),
  license: z.string(),
  article: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.string(),
  sentence: z.string().openapi({ description: 'Why it would have been decided otherwise' }),
  message: messageSchema.optional(),
  href: z.string(),
});
export type Example = z.infer<typeof example>;

const replayTotals = z
  .strictObject({
    entries: count.openapi({ description: 'Number of deliveries and refusals that were decided again' }),
    same: count,
    changed: rows({ from: z.string(), to: z.string(), entries: count }).openapi({
      description: 'Changed decisions: `permit` or the code of the refusal, before and after',
    }),
    components: rows({ type: z.string(), from: z.string(), to: z.string(), components: count }),
    units: rows({ license: z.string(), title: z.string(), added: count, dropped: count }).openapi({
      description: 'Units that would additionally have been billed, and units that would not',
    }),
    sections: rows({ section: z.string(), added: count, dropped: count }),
    types: rows({ type: z.string(), added: count, dropped: count }),
    notDecided: rows({ reason: z.string(), entries: count }).openapi({
      description: 'Entries that were not decided again because their state is not stored',
    }),
    quotaNotApplied: count.openapi({
      description: 'Refusals for a quota that the changed license has in another form; counted as permitted',
    }),
    examples: z.array(example).max(EXAMPLES_MAX),
  })
  .openapi('ReplayTotals');
export type ReplayTotals = z.infer<typeof replayTotals>;

const openUnit = z.strictObject({
  license: z.string(),
  term: z.int(),
  component: z.string(),
  type: z.string(),
  billed: z.array(z.string()),
  would: z.array(z.string()),
});

const replayContinue = z.strictObject({
  place: position,
  units: z
    .array(openUnit)
    .max(OPEN_UNITS_MAX)
    .openapi({ description: 'Units of an article that is not complete' }),
  totals: replayTotals,
});

export const replayQuestion = z
  .strictObject({
    filter: z.strictObject({ ...facets, ...period }).refine(...isPeriod),
    change: z.strictObject({
      restrictions: z
        .array(proposedRestriction)
        .max(PROPOSED_RESTRICTIONS_MAX)
        .default([])
        .openapi({ description: 'Policies, or `{text}`, that apply to every entry that the filter matches' }),
      withdraw: z
        .array(name)
        .max(PROPOSED_LIST_MAX)
        .default([])
        .openapi({ description: 'Ids of restrictions and exclusivities to leave out' }),
      license: z
        .union([z.strictObject({ terms: proposedTerms }), z.strictObject({ version: z.int().min(1) })])
        .optional()
        .openapi({ description: 'Other terms for the license of the filter, or another version of it' }),
    }),
    continue: replayContinue.optional(),
  })
  .refine(
    ({ change }) => change.license !== undefined || change.restrictions.length + change.withdraw.length > 0,
    {
      ...onWholeBody('Nothing would change: give restrictions, withdraw or license', 'no_replay_change'),
      path: ['change'],
    },
  )
  .refine(({ change, filter }) => change.license === undefined || filter.license !== undefined, {
    ...onWholeBody('Name the changed license in the filter', 'license_needed'),
    path: ['filter', 'license'],
  })
  .openapi('ReplayQuestion');
export type ReplayQuestion = z.infer<typeof replayQuestion>;

const archived = z
  .array(z.string())
  .optional()
  .openapi({ description: 'Months with deleted entries, which may be missing' });

const warnings = z.array(finding.partial({ code: true })).optional();

export const replayAnswer = z
  .object({
    totals: replayTotals,
    sentences: z.array(z.string()),
    archived,
    warnings,
    continue: replayContinue.nullable().openapi({ description: toGoOn }),
  })
  .openapi('ReplayAnswer');

const priceTotals = z
  .strictObject({
    asked: count.openapi({ description: 'Number of deliveries and refusals of the basis, with live keys' }),
    permitted: count,
    refused: rows({ code: z.string(), entries: count }),
    sections: rows({ section: z.string(), permitted: count, refused: count, units: count }),
    types: rows({ type: z.string(), permitted: count, refused: count, units: count }).openapi({
      description: 'Units by type of component',
    }),
    titles: rows({ title: z.string(), units: count }),
    days: rows({ day: z.string(), units: count }).openapi({
      description: 'Units by day in the license’s time zone',
    }),
    notDecided: rows({ reason: z.string(), entries: count }),
  })
  .openapi('PriceTotals');
export type PriceTotals = z.infer<typeof priceTotals>;

const priceContinue = z.strictObject({
  place: position,
  units: z.array(z.strictObject({ title: z.string(), component: z.string() })).max(OPEN_UNITS_MAX),
  totals: priceTotals,
});

export const priceQuestion = z
  .strictObject({
    terms: proposedTerms,
    ...period,
    basis: z
      .strictObject(facets)
      .default({})
      .openapi({ description: 'Selects the past requests to price; empty: all requests' }),
    continue: priceContinue.optional(),
  })
  .refine(...isPeriod)
  .openapi('PriceQuestion');
export type PriceQuestion = z.infer<typeof priceQuestion>;

const clash = z.object({ path: z.string(), message: z.string(), code: z.string() });

export const priceAnswer = z
  .object({
    units: count.openapi({ description: 'Units, counted once for each title, article and component' }),
    quota: z
      .object({
        limit: count,
        per: z.enum(['day', 'month', 'term']),
        onExceed: z.enum(['refuse', 'overage']),
        over: count.openapi({ description: 'Units above the limit in all windows' }),
        exceeded: z.array(z.object({ window: z.string(), units: count, over: count })),
      })
      .optional(),
    clashes: z.array(clash).openapi({
      description: 'Exclusive rights of other licenses that conflict with it, so that it could not be stored',
    }),
    warnings,
    totals: priceTotals,
    sentences: z.array(z.string()),
    archived,
    continue: priceContinue.nullable().openapi({ description: toGoOn }),
  })
  .openapi('PriceAnswer');
