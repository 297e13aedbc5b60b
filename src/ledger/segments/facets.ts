/** Searchable values of an entry. Pure. */
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
  /** Of the entry, or of a withheld component. */
  'code',
  /** Of the decision, or of a withheld component. */
  'rule',
  'env',
  'kind',
  /** Of a delivered component. */
  'supplier',
  'format',
  /** Of a delivery: `empty`, nothing was delivered; `units`, it added to the bill; `repeat`, it did not. */
  'effect',
] as const;

export type Facet = (typeof FACETS)[number];

/** Facets whose absence is a value too, because it is counted and must be searchable. */
const NAMELESS: readonly Facet[] = ['title', 'section'];

/** Distinct values. Other absent facets have no value. */
export function facetsOf(entry: Entry): [facet: Facet, value: string][] {
  // Entries of other kinds lack some of these members.
  const use = entry as Partial<UseEntry>;
  const { delivered = [], withheld = [], sections = [] } = use;
  const none = entry.kind === 'delivery' || entry.kind === 'refusal' ? '' : null;
  const values: Record<Facet, unknown[]> = {
    license: [entry.license],
    partner: [entry.partner],
    title: [entry.title ?? none],
    key: [entry.key],
    article: [entry.article],
    section: sections.length > 0 ? sections : [none],
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
    effect: [effectOf(entry)],
  };
  const facets: [facet: Facet, value: string][] = [];
  for (const facet of FACETS) {
    const listed = values[facet];
    for (const value of listed.length > 1 ? new Set(listed) : listed)
      if (typeof value === 'string' && (value !== '' || NAMELESS.includes(facet)))
        facets.push([facet, value]);
  }
  return facets;
}

/** As in `cells.ts`. */
function effectOf(entry: Entry): 'empty' | 'units' | 'repeat' | null {
  if (entry.kind !== 'delivery') return null;
  if (entry.delivered.length === 0) return 'empty';
  return entry.billable > 0 ? 'units' : 'repeat';
}
