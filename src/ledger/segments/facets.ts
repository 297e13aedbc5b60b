/** What an entry can be found by. Pure. */
import type { Entry, UseEntry } from '../types.ts';

export const FACETS = [
  'license',
  'partner',
  'title',
  'key',
  'article',
  'section',
  /** Of a component, delivered or withheld. */
  'type',
  'use',
  'territory',
  'channel',
  'outcome',
  /** The entry's own or that of a withheld component. */
  'code',
  /** That decided the entry or withheld a component. */
  'rule',
  'env',
  'kind',
  /** Of a delivered component. */
  'supplier',
  'format',
] as const;

export type Facet = (typeof FACETS)[number];

/** Each value once. What an entry does not state has no value: nobody finds by it. */
export function facetsOf(entry: Entry): [facet: Facet, value: string][] {
  // Of another kind than these, it may lack any of what they have.
  const use = entry as Partial<UseEntry>;
  const { delivered = [], withheld = [] } = use;
  const values: Record<Facet, unknown[]> = {
    license: [entry.license],
    partner: [entry.partner],
    title: [entry.title],
    key: [entry.key],
    article: [entry.article],
    section: use.sections ?? [],
    type: [...delivered, ...withheld].map(({ type }) => type),
    use: [use.use],
    territory: [use.territory],
    channel: [use.channel],
    outcome: [entry.outcome],
    code: [entry.code, ...withheld.map(({ code }) => code)],
    rule: [use.decidedBy, ...withheld.map(({ decidedBy }) => decidedBy)],
    env: [entry.env],
    kind: [entry.kind],
    supplier: delivered.map(({ supplier }) => supplier),
    format: [use.format],
  };
  return FACETS.flatMap((facet) =>
    [...new Set(values[facet])]
      .filter((value) => typeof value === 'string' && value !== '')
      .map((value): [Facet, string] => [facet, value as string]),
  );
}
