/** Filter and order of a log search. Pure. */
import type { Facet } from '../../ledger/segments/facets.ts';
import type { EntryPosition } from '../entry-position.ts';

/** By time, then license and index in its log. */
export type Order = 'asc' | 'desc';

/** All must match. A facet with several values matches if one of them does. */
export interface LogFilter extends Partial<Record<Facet, string>> {
  /** ISO 8601 UTC, milliseconds; `to` is exclusive. */
  from?: string;
  to?: string;
}

export interface Search {
  filter: LogFilter;
  order: Order;
  /** Last entry of the previous page. */
  after?: EntryPosition;
  /** 0: only counts. */
  limit: number;
}

/** Most selective facets first: a segment without postings for one of them is skipped. */
const FACETS: readonly Facet[] = [
  'article',
  'key',
  'license',
  'partner',
  'title',
  'supplier',
  'rule',
  'code',
  'territory',
  'section',
  'use',
  'channel',
  'type',
  'format',
  'effect',
  'kind',
  'outcome',
  'env',
];

export function facetsOfFilter(filter: LogFilter): [facet: Facet, value: string][] {
  return FACETS.flatMap((facet): [Facet, string][] => {
    const value = filter[facet];
    return value === undefined ? [] : [[facet, value]];
  });
}

/** Bounds before and after all instants, as text. */
const ALWAYS = { from: '', to: '~' };

/** The time span of the filter; `to` is exclusive. */
export function spanOf({ from = ALWAYS.from, to = ALWAYS.to }: LogFilter): { from: string; to: string } {
  return { from, to };
}

/** Negative if `a` comes first. */
export function compareEntries(order: Order, a: EntryPosition, b: EntryPosition): number {
  const ascending = compare(a.at, b.at) || compare(a.license, b.license) || a.idx - b.idx;
  return order === 'asc' ? ascending : -ascending;
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
