/** What a search of the log asks for, and the order in which it is answered. Pure. */
import type { Facet } from '../../ledger/segments/facets.ts';
import type { EntryPosition } from '../place.ts';

/** By time, then license and place in its log. */
export type Order = 'asc' | 'desc';

/** All of these hold. A facet that an entry has several values of holds when one of them is it. */
export interface LogFilter extends Partial<Record<Facet, string>> {
  /** ISO 8601 UTC, milliseconds; `to` is exclusive. */
  from?: string;
  to?: string;
}

export interface Search {
  filter: LogFilter;
  order: Order;
  /** What came last on the page before. */
  after?: EntryPosition;
  /** 0: nothing is listed, only counted. */
  limit: number;
}

/** Those that tell most apart come first: where one of them has no place in a segment, the others need not be looked for. */
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

/** An instant of its own before and after all others, as text. */
const ALWAYS = { from: '', to: '~' };

/** Every instant that the filter leaves open; `to` is exclusive. */
export function spanOf({ from = ALWAYS.from, to = ALWAYS.to }: LogFilter): { from: string; to: string } {
  return { from, to };
}

/** Negative: `one` comes before `other`. */
export function compareEntries(order: Order, one: EntryPosition, other: EntryPosition): number {
  const ascending = compare(one.at, other.at) || compare(one.license, other.license) || one.idx - other.idx;
  return order === 'asc' ? ascending : -ascending;
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
