/**
 * Search of the log: any combination of values, any span of time, in order, a page at a time, and counted. What is sealed is found by
 * the places of its segments, what is not yet by looking through it.
 */
import type { EntryPosition, LoggedEntry, Sized } from '../place.ts';
import { compareEntries, facetsAsked, type LogFilter, type Search, spanOf } from './filter.ts';
import { SEARCH_LIMITS, type SearchLimits } from './limits.ts';
import {
  countByTime,
  countOfNumbers,
  type Look,
  lookForCount,
  lookForPage,
  lookFromOldest,
  nextSegments,
  pageByTime,
  pageOfLicense,
  pageOfNumbers,
  pageOfTail,
} from './store.ts';
import {
  type FoundSegment,
  isWhole,
  mayComeBefore,
  nextToRead,
  numbersIn,
  stretchesIn,
} from './stretches.ts';

/** The next entries, in order, at most `limit`. */
export const searchLog = (db: D1Database, search: Search, limits = SEARCH_LIMITS): Promise<LoggedEntry[]> =>
  nextPage(db, { ...search, listed: 'entries' }, limits);

/** The same, of each entry only where it is and how long. */
export const searchSizes = (
  db: D1Database,
  search: Search,
  limits = SEARCH_LIMITS,
): Promise<Sized<EntryPosition>[]> => nextPage(db, { ...search, listed: 'sizes' }, limits);

async function nextPage<T extends EntryPosition>(
  db: D1Database,
  search: Search,
  limits: SearchLimits,
): Promise<T[]> {
  const { filter, limit } = search;
  const [first, ...others] = facetsAsked(filter);
  if (!first) return pageByTime(db, search);
  const atAnyTime = filter.from === undefined && filter.to === undefined;
  if (first[0] === 'license' && others.length === 0 && atAnyTime) return pageOfLicense(db, first[1], search);

  const { segmentsFirst } = limits;
  if (search.order === 'desc') {
    const look = await lookForPage<T>(db, search, segmentsFirst);
    return withLooks(db, search, { look, soFar: look.tail, limits });
  }
  // What is not sealed yet is the newest, as a rule, and is looked through only where the page may have room for it.
  const look = await lookFromOldest(db, search, segmentsFirst);
  const found = await withLooks(db, search, { look, soFar: [], limits });
  const firstAt = look.tail;
  if (firstAt === null || !mayComeBefore({ firstAt, lastAt: firstAt }, found[limit - 1], search))
    return found;
  return merged(search, found, await pageOfTail(db, search, look.sealed));
}

/** The page with what the segments add to it. */
async function withLooks<T extends EntryPosition>(
  db: D1Database,
  search: Search,
  { look, soFar, limits }: { look: Look<unknown>; soFar: T[]; limits: SearchLimits },
): Promise<T[]> {
  let found = soFar;
  for await (const segments of looks(db, search, look, limits)) {
    found = await withSegments(db, search, { segments, soFar: found, lookedUp: limits.lookedUp });
    const last = segments.at(-1);
    if (!last || !mayComeBefore(last, found[search.limit - 1], search)) break;
  }
  return found;
}

const merged = <T extends EntryPosition>({ order, limit }: Search, some: T[], others: T[]): T[] =>
  [...some, ...others].sort((one, other) => compareEntries(order, one, other)).slice(0, limit);

/** The page with what segments, in the order of the list, add to it. */
async function withSegments<T extends EntryPosition>(
  db: D1Database,
  search: Search,
  { segments, soFar, lookedUp }: { segments: FoundSegment[]; soFar: T[]; lookedUp: number },
): Promise<T[]> {
  const { limit } = search;
  let found = soFar;
  for (let waiting = stretchesIn(segments); ; ) {
    waiting = waiting.filter((stretch) => mayComeBefore(stretch, found[limit - 1], search));
    if (waiting.length === 0) return found;
    const read = nextToRead(waiting, search, { missing: limit - found.length, entriesMax: lookedUp });
    waiting = waiting.slice(read.length);
    const more = await pageOfNumbers<T>(db, search, read.flatMap(numbersIn));
    found = merged(search, found, more);
  }
}

/** How many entries there are in all. */
export async function countLog(db: D1Database, filter: LogFilter, limits = SEARCH_LIMITS): Promise<number> {
  if (facetsAsked(filter).length === 0) return countByTime(db, filter);
  const search: Search = { filter, order: 'desc', limit: 0 };
  // All of them are looked at, whatever they say.
  const { segmentsMore, lookedUp } = limits;
  const look = await lookForCount(db, search, segmentsMore);
  let count = look.tail;
  const cut: number[] = [];
  for await (const segments of looks(db, search, look, { segmentsFirst: segmentsMore, segmentsMore }))
    for (const stretch of stretchesIn(segments)) {
      if (isWhole(stretch, spanOf(filter))) count += stretch.count;
      else cut.push(...numbersIn(stretch));
    }
  const chunks = Array.from({ length: Math.ceil(cut.length / lookedUp) }, (_, i) =>
    cut.slice(i * lookedUp, (i + 1) * lookedUp),
  );
  return count + (await countOfNumbers(db, filter, chunks));
}

/** The segments of a look, and of as many further looks as somebody asks for. */
async function* looks(
  db: D1Database,
  search: Search,
  { segments, sealed }: Look<unknown>,
  { segmentsFirst, segmentsMore }: Pick<SearchLimits, 'segmentsFirst' | 'segmentsMore'>,
): AsyncGenerator<FoundSegment[]> {
  let found = segments;
  for (let limit = segmentsFirst; ; limit = segmentsMore) {
    yield found;
    const beyond = found.at(-1);
    if (!beyond || found.length < limit) return;
    found = await nextSegments(db, search, { beyond, sealed, limit: segmentsMore });
  }
}
