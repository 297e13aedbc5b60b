/** The entries of a report: those that have certain values in a span of time, found by their places. */
import { type Facet, facetsOf } from '../../../ledger/segments/facets.ts';
import { Places } from '../../../ledger/segments/places.ts';
import { sealedTo, tailEntries } from '../../../ledger/segments/store.ts';
import type { Entry } from '../../../ledger/types.ts';
import { readEntries, readPlaces, type Span } from './entries-store.ts';
import { ENTRIES_READ_AT_ONCE } from './limits.ts';

const NOWHERE = new Places();

export interface Wanted extends Span {
  /** All of them hold, each with one of its values; null: any value does. At least one. */
  facets: [facet: Facet, values: string[] | null][];
}

/** Reads entries, or a part of them, by their numbers, in that order. */
export type ReadByNumber<Part> = (db: D1Database, numbers: number[], span: Span) => Promise<Part[]>;

/** A few at a time; within a license in the order of its log, but for what was put back from the archive. */
export const entriesFound = (db: D1Database, wanted: Wanted): AsyncGenerator<Entry[]> =>
  partsFound(db, wanted, readEntries);

export async function* partsFound<Part>(
  db: D1Database,
  wanted: Wanted,
  read: ReadByNumber<Part>,
): AsyncGenerator<(Entry | Part)[]> {
  const sealed = await sealedTo(db);
  const numbers = await numbersFound(db, wanted, sealed);
  for (let from = 0; from < numbers.length; from += ENTRIES_READ_AT_ONCE)
    yield read(db, numbers.slice(from, from + ENTRIES_READ_AT_ONCE), wanted);
  const tail: Entry[] = [];
  for await (const { entry } of tailEntries(db, sealed)) if (isWanted(entry, wanted)) tail.push(entry);
  yield tail;
}

async function numbersFound(db: D1Database, { facets, ...span }: Wanted, sealed: number): Promise<number[]> {
  const [first, ...others] = await Promise.all(
    facets.map((facet) => readPlaces(db, facet, { ...span, sealed })),
  );
  if (!first) throw new Error('a report reads entries by at least one value');
  return [...first]
    .sort(([one], [other]) => one - other)
    .flatMap(([segment, places]) =>
      inAll(places, segment, others)
        .offsets()
        .map((offset) => segment + offset),
    );
}

function inAll(places: Places, segment: number, others: Map<number, Places>[]): Places {
  return others.reduce((both, other) => both.and(other.get(segment) ?? NOWHERE), places);
}

function isWanted(entry: Entry, { facets, from, to }: Wanted): boolean {
  if (entry.at < from || entry.at >= to) return false;
  const own = facetsOf(entry);
  return facets.every(([facet, values]) =>
    own.some(([ownFacet, value]) => ownFacet === facet && (values === null || values.includes(value))),
  );
}
