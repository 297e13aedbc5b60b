/** Query parameters that filter the log. */
import { z } from '@hono/zod-openapi';
import { ENTRY_KINDS } from '../../ledger/notes/types.ts';
import type { Facet } from '../../ledger/segments/facets.ts';
import { keyed } from '../../platform/fault-keys.ts';
import { instant } from '../../platform/openapi.ts';
import { DECISION_CODES } from '../../platform/problem.ts';
import type { LogFilter } from './filter.ts';
import { VALUE_CHARS_MAX } from './limits.ts';

const value = z.string().min(1).max(VALUE_CHARS_MAX).optional();

/** Codes of refusals and of withheld components. Other text is a mistake: no entry will ever have it. */
const CODES = new Set([...DECISION_CODES, 'content_unavailable', 'fetch_separately']);

const code = value.refine((text) => text === undefined || CODES.has(text), {
  error: 'Expected the code of a refusal, such as quota_exceeded',
  ...keyed('one_of'),
});

/** Empty: entries without a value. */
const orNone = z.string().max(VALUE_CHARS_MAX).optional();

export const filterQuery = {
  license: value,
  partner: value,
  title: orNone,
  key: value,
  article: value,
  section: orNone,
  type: value,
  use: value,
  territory: value,
  channel: value,
  outcome: z.enum(['permit', 'deny']).optional(),
  code,
  rule: value,
  env: z.enum(['live', 'test']).optional(),
  kind: z.enum(ENTRY_KINDS).optional(),
  format: value,
  supplier: value,
  effect: z.enum(['empty', 'units', 'repeat']).optional(),
  from: instant.optional(),
  to: instant.optional(),
} satisfies Record<Facet | 'from' | 'to', z.ZodType>;

type FilterValues = { [name in keyof typeof filterQuery]?: z.output<(typeof filterQuery)[name]> };

export const filterOf = (values: FilterValues) => ({ ...values, ...spanOf(values) }) as LogFilter;

/** Formats instants as in entries. */
export function spanOf({ from, to }: { from?: string; to?: string }) {
  return { from: from && new Date(from).toISOString(), to: to && new Date(to).toISOString() };
}
