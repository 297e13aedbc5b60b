/** What an entry can be found by. Pure. */
import type { Entry } from '../types.ts';

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
  const { delivered = [], withheld = [] } = entry;
  const values: Record<Facet, unknown[]> = {
    license: [entry.license],
    partner: [entry.partner],
    title: [entry.title],
    key: [entry.key],
    article: [entry.article],
    section: entry.sections ?? [],
    type: [...delivered, ...withheld].map(({ type }) => type),
    use: [entry.use],
    territory: [entry.territory],
    channel: [entry.channel],
    outcome: [entry.outcome],
    code: [entry.code, ...withheld.map(({ code }) => code)],
    rule: [entry.decidedBy, ...withheld.map(({ decidedBy }) => decidedBy)],
    env: [entry.env],
    kind: [entry.kind],
    supplier: delivered.map(({ supplier }) => supplier),
    format: [entry.format],
  };
  return FACETS.flatMap((facet) =>
    [...new Set(values[facet])]
      .filter((value) => typeof value === 'string' && value !== '')
      .map((value): [Facet, string] => [facet, value as string]),
  );
}
