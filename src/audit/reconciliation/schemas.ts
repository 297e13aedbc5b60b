/** Schemas of reconciliation findings for auditors and partners. */
import { z } from '@hono/zod-openapi';
import { messageSchema } from '../../platform/message.ts';
import { alongsideFaults, lines } from '../../platform/openapi.ts';
import type { FindingRow } from './findings-store.ts';
import { NOTE_CHARS_MAX } from './limits.ts';
import { KINDS, STATES } from './types.ts';

const state = z.enum(STATES);
const note = z.string().nullable();

export const reconciliationFinding = z
  .object({
    id: z.string(),
    kind: z.enum(KINDS),
    license: z.string(),
    partner: z.string(),
    article: z.string(),
    uri: z.string().optional().openapi({
      description: 'The URI that the partner reported; the catalogue may not have such an article',
    }),
    sentence: z.string(),
    message: messageSchema.optional(),
    evidence: z.record(z.string(), z.unknown()).openapi({
      description: 'Evidence for the finding: entries, versions, the rule, the change of the article',
    }),
    state,
    note,
    operator: z.string().nullable().openapi({
      description: 'The operator who set the state; null: nobody, it was found or settled automatically',
    }),
    since: z.string(),
    changed: z.string(),
    earlier: z
      .array(z.object({ state, note, operator: z.string(), changed: z.string() }))
      .optional()
      .openapi({ description: 'States that operators set before, oldest first; only of a single finding' }),
  })
  .openapi('ReconciliationFinding');

/** Partners do not see which operator examined the finding. */
export const ownFinding = reconciliationFinding
  .omit({ operator: true, partner: true, earlier: true })
  .openapi('OwnFinding');

export const findingPatch = z
  .strictObject({
    state,
    note: lines(NOTE_CHARS_MAX)
      .optional()
      .openapi({ description: 'Visible to the partner: do not include names of persons' }),
  })
  .refine(({ state, note }) => state === 'open' || note !== undefined, {
    ...alongsideFaults('State in a note what explains or settles it', 'note_needed'),
    path: ['note'],
  });

export const runAnswer = z
  .object({
    licenses: z.int().openapi({ description: 'Number of licenses that were processed completely' }),
    entries: z.int(),
    judged: z.int().openapi({ description: 'Number of publications compared' }),
    opened: z.int(),
    settled: z.int(),
    more: z.boolean().openapi({ description: 'There is more to reconcile: repeat the call' }),
  })
  .openapi('ReconciliationRun');

export type ReconciliationFinding = z.output<typeof reconciliationFinding>;

export const findingOf = ({ evidence, earlier, uri, ...row }: FindingRow): ReconciliationFinding => {
  const { said: sentence, ...rest } = JSON.parse(evidence) as {
    said?: z.input<typeof messageSchema>;
    [name: string]: unknown;
  };
  return {
    ...row,
    ...(uri !== null && { uri }),
    ...(sentence && { message: sentence }),
    evidence: rest,
    ...(earlier !== undefined && { earlier: JSON.parse(earlier) }),
  };
};

export const ownFindingOf = (row: FindingRow): z.input<typeof ownFinding> => {
  const { operator: _operator, partner: _partner, ...finding } = findingOf(row);
  return finding;
};
