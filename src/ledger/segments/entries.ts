/** Finds entries by values and time, in the index and in the tail. */
import type { LogStore } from '../blocks/files.ts';
import { firstLinesAt } from '../blocks/read.ts';
import type { Entry } from '../types.ts';
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
export async function* entriesFound(store: LogStore, query: EntryQuery): AsyncGenerator<Entry[]> {
  const { facets, from, to } = query;
  const only = facets.find(([, values]) => values?.length === 1 && values[0] !== '')?.[1]?.[0];
  const containing = only === undefined ? undefined : JSON.stringify(only);
  const { segments, tail } = await readLogParts(store.DB, { from, to, containing });
  const addresses = await addressesIn(store.DB, segments, query);
  for (let at = 0; at < addresses.length; ) {
    const { lines, read } = await firstLinesAt(store, addresses.slice(at, at + ENTRIES_AT_ONCE));
    at += read;
    yield lines.flatMap(({ line }) => entryOf(line) ?? []);
  }
  for await (const found of tailEntries(store.DB, tail))
    yield found.flatMap(({ entry }) => (isMatch(entry, query) ? [entry] : []));
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
