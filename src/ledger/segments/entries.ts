/** Finds entries by values and time, in the index and in the tail. */
import type { Address } from '../blocks/block.ts';
import type { LogStore } from '../blocks/files.ts';
import { firstLinesAt, firstMembersAt } from '../blocks/read.ts';
import { isUse } from '../entry.ts';
import type { Entry, UseEntry } from '../types.ts';
import { facetsOf } from './facets.ts';
import { addressesIn, type FacetValues, readLogParts, type Span } from './find.ts';
import { entryOf } from './segment.ts';
import { tailEntries } from './tail.ts';

export interface EntryQuery extends Partial<Span> {
  /** At least one facet; an entry has to match all of them. */
  facets: FacetValues[];
}

/** Entries that are read at once: a megabyte. */
const ENTRIES_AT_ONCE = 1_000;

/** Matching entries, a few at a time. Those of one license and shard are in the order of its log. */
export const entriesFound = (store: LogStore, query: EntryQuery): AsyncGenerator<Entry[]> =>
  readFound(store, query, {
    first: async (addresses) => {
      const { lines, read } = await firstLinesAt(store, addresses);
      return { found: lines.flatMap(({ line }) => entryOf(line) ?? []), read };
    },
    ofTail: (entries) => entries,
  });

/** Matching deliveries and refusals, in the same order, with at least these members. */
export const usesFound = <Name extends keyof UseEntry>(
  store: LogStore,
  query: EntryQuery,
  members: readonly Name[],
): AsyncGenerator<Pick<UseEntry, Name | 'kind'>[]> =>
  readFound(store, query, {
    first: async (addresses) => {
      const { entries, read } = await firstMembersAt(store, addresses, ['kind', ...members]);
      return { found: entries.filter(isUse), read };
    },
    ofTail: (entries) => entries.filter(isUse),
  });

interface Source<T> {
  /** What is read first of these addresses, and how many of them that are. */
  first(addresses: Address[]): Promise<{ found: T[]; read: number }>;
  ofTail(entries: Entry[]): T[];
}

async function* readFound<T>(store: LogStore, query: EntryQuery, source: Source<T>): AsyncGenerator<T[]> {
  const { facets, from, to } = query;
  const only = facets.find(([, values]) => values?.length === 1 && values[0] !== '')?.[1]?.[0];
  const containing = only === undefined ? undefined : JSON.stringify(only);
  const { segments, tail } = await readLogParts(store.DB, { from, to, containing });
  const addresses = await addressesIn(store.DB, segments, query);
  for (let at = 0; at < addresses.length; ) {
    const { found, read } = await source.first(addresses.slice(at, at + ENTRIES_AT_ONCE));
    at += read;
    yield found;
  }
  for await (const found of tailEntries(store.DB, tail))
    yield source.ofTail(found.map(({ entry }) => entry).filter((entry) => isMatch(entry, query)));
}

function isMatch(entry: Entry, { facets, from = '', to = '~' }: EntryQuery): boolean {
  if (entry.at < from || entry.at >= to) return false;
  const entryFacets = facetsOf(entry);
  return facets.every(([facet, values]) =>
    entryFacets.some(
      ([ownFacet, value]) => ownFacet === facet && (values === null || values.includes(value)),
    ),
  );
}
