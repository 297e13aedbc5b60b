/**
 * Log search: any combination of values and any time span, in order, a page at a time, or counted. The index
 * of a segment has the postings of each value and the time of each entry, so only the entries of the page are
 * read. The tail is scanned.
 */

import type { Address } from '../../ledger/blocks/block.ts';
import type { LogStore } from '../../ledger/blocks/files.ts';
import { linesAt, sizesAt } from '../../ledger/blocks/read.ts';
import { leafText } from '../../ledger/merkle.ts';
import { keyOfSegment, msOf, postingsWithin, timesOf } from '../../ledger/segments/find.ts';
import { yieldToEventLoop } from '../../platform/event-loop.ts';
import {
  type EntryPosition,
  type LoggedEntry,
  type LoggedLine,
  positionIn,
  type SizedEntry,
} from '../entry-position.ts';
import { PAUSE_MS, POSITIONS_AT_ONCE } from '../limits.ts';
import { compareEntries, type LogFilter, type Search, spanOf } from './filter.ts';
import { SEARCH_LIMITS, type SearchLimits } from './limits.ts';
import { countOfTail, datesOfTail, type IndexRead, nextSegments, pageOfTail, readIndex } from './store.ts';
import {
  compareStretches,
  type FoundSegment,
  isCovered,
  mayComeBefore,
  nextToRead,
  ofTail,
  type Stretch,
  stretchesIn,
} from './stretches.ts';

/** The next entries, in order, at most `limit`. */
export async function searchLog(
  store: LogStore,
  search: Search,
  limits = SEARCH_LIMITS,
): Promise<LoggedEntry[]> {
  return (await nextPage(store, search, { limits, reader: LINES })).map(({ line, ...position }) => ({
    ...position,
    leaf: leafText(line),
    body: line,
  }));
}

/** As `searchLog`, with the position and size of each entry instead of its text. */
export const searchSizes = (store: LogStore, search: Search, limits = SEARCH_LIMITS): Promise<SizedEntry[]> =>
  nextPage(store, search, { limits, reader: SIZES });

/** Positions and sizes of all matching entries, ascending. */
export async function* positionsOf(store: LogStore, filter: LogFilter): AsyncGenerator<SizedEntry> {
  for (let after: EntryPosition | undefined; ; ) {
    await yieldToEventLoop(PAUSE_MS);
    const search: Search = { filter, order: 'asc', limit: POSITIONS_AT_ONCE };
    const entries = await searchSizes(store, { ...search, ...(after && { after }) });
    yield* entries;
    after = entries.at(-1);
    if (entries.length < POSITIONS_AT_ONCE) return;
  }
}

/** `ms`: UTC. */
interface DatedAddress extends Address {
  ms: number;
}

const byTime = (a: DatedAddress, b: DatedAddress): number => a.ms - b.ms;

/**
 * Addresses of all matching entries, by time; those of one millisecond are in one list, in no order. Reads
 * the index once, and no entry but those of the tail.
 */
export async function* addressesOf(store: LogStore, filter: LogFilter): AsyncGenerator<Address[]> {
  const search: Search = { filter, order: 'asc', limit: 1 };
  const { segmentsMore } = SEARCH_LIMITS;
  const index = await readIndex(store.DB, search, segmentsMore);
  const tail = await datesOfTail(store.DB, filter, index.tail);
  const waiting = tail.map(({ at, ...address }): DatedAddress => ({ ...address, ms: msOf(at) }));
  const lookups = { segmentsFirst: segmentsMore, segmentsMore };
  for await (const segments of loadSegments(store.DB, search, index, lookups))
    for (let next = 0; next < segments.length; ) {
      await yieldToEventLoop(PAUSE_MS);
      const read = segments.slice(next, next + SEGMENTS_AT_ONCE);
      next += read.length;
      waiting.push(...(await datedIn(store.DB, filter, stretchesIn(read))));
      waiting.sort(byTime);
      // Further segments begin no earlier than this.
      const endMs = msOf((segments[next] ?? segments.at(-1))?.firstAt ?? '');
      const end = waiting.findIndex(({ ms }) => ms >= endMs);
      yield waiting.splice(0, end === -1 ? waiting.length : end);
    }
  yield waiting.sort(byTime);
}

/** Segments that are read at once: 16,000 entries. */
const SEGMENTS_AT_ONCE = 4;

/** Fields that are read of the entries of a page. */
interface Reader<E extends EntryPosition & Address> {
  /** SQL for tail entries. */
  column: string;
  at(store: LogStore, addresses: readonly Address[]): Promise<E[]>;
}

const LINES: Reader<LoggedLine> = {
  column: 'body AS line',
  at: async (store, addresses) =>
    (await linesAt(store, addresses)).map((entry) => ({ ...entry, ...positionIn(entry.line) })),
};

const SIZES: Reader<SizedEntry> = { column: 'octet_length(body) AS bytes', at: sizesAt };

interface Reading<E extends EntryPosition & Address> {
  limits: SearchLimits;
  reader: Reader<E>;
}

async function nextPage<E extends EntryPosition & Address>(
  store: LogStore,
  search: Search,
  reading: Reading<E>,
): Promise<E[]> {
  const { limits } = reading;
  const index = await readIndex(store.DB, search, limits.segmentsFirst);
  const tail = index.tail.map(ofTail);
  // The tail usually has the newest entries.
  let page: E[] = [];
  let isFirst = true;
  for await (const segments of loadSegments(store.DB, search, index, limits)) {
    const stretches = [...(isFirst && search.order === 'desc' ? tail : []), ...stretchesIn(segments)];
    isFirst = false;
    page = await withStretches(store, search, { ...reading, stretches, soFar: page });
    const last = segments.at(-1);
    if (!last || !mayComeBefore(last, page[search.limit - 1], search)) break;
  }
  if (search.order === 'asc')
    page = await withStretches(store, search, { ...reading, stretches: tail, soFar: page });
  return page;
}

const merged = <E extends EntryPosition>({ order, limit }: Search, entries: E[]): E[] =>
  entries.sort((a, b) => compareEntries(order, a, b)).slice(0, limit);

/** Merges the entries of these stretches into the page. */
async function withStretches<E extends EntryPosition & Address>(
  store: LogStore,
  search: Search,
  { stretches, soFar, ...reading }: Reading<E> & { stretches: Stretch[]; soFar: E[] },
): Promise<E[]> {
  let page = soFar;
  let waiting = stretches.toSorted((a, b) => compareStretches(search, a, b));
  for (;;) {
    waiting = waiting.filter((stretch) => mayComeBefore(stretch, page[search.limit - 1], search));
    if (waiting.length === 0) return page;
    const missing = search.limit - page.length;
    const read = nextToRead(waiting, search, { missing, entriesMax: reading.limits.lookedUp });
    waiting = waiting.slice(read.length);
    const [ofBlocks, ofSegments] = await Promise.all([
      pageOfTail<E>(store.DB, search, {
        blocks: read.filter(({ postings }) => postings === null),
        column: reading.reader.column,
      }),
      pageOfSegments(store, search, { reader: reading.reader, stretches: read }),
    ]);
    page = merged(search, [...page, ...ofBlocks, ...ofSegments]);
  }
}

/** Entries of these segments that are in the filter's span, in no order. Skips blocks of the tail. */
async function datedIn(
  db: D1Database,
  filter: LogFilter,
  stretches: readonly Stretch[],
): Promise<DatedAddress[]> {
  const segments = stretches.flatMap(({ postings, ...segment }) =>
    postings ? [{ ...segment, postings }] : [],
  );
  if (segments.length === 0) return [];
  const times = await timesOf(
    db,
    segments.map(({ shard, first }) => ({ shard, first })),
  );
  const { from, to } = spanOf(filter);
  const [fromMs, toMs] = [msOf(from), msOf(to)];
  return segments.flatMap(({ shard, first, postings, firstAt }) => {
    const segmentTimes = times.get(keyOfSegment({ shard, first })) ?? [];
    return postings()
      .offsets()
      .map((offset) => ({ shard, seq: first + offset, ms: segmentTimes[offset] ?? msOf(firstAt) }))
      .filter(({ ms }) => ms >= fromMs && ms < toMs);
  });
}

/** Entries of these segments that come next on the page. */
async function pageOfSegments<E extends EntryPosition & Address>(
  store: LogStore,
  search: Search,
  { stretches, reader }: { stretches: Stretch[]; reader: Reader<E> },
): Promise<E[]> {
  const sign = search.order === 'asc' ? 1 : -1;
  const afterMs = search.after ? msOf(search.after.at) : sign * Number.NEGATIVE_INFINITY;
  const inSpan = await datedIn(store.DB, search.filter, stretches);
  const dated = inSpan.filter(({ ms }) => sign * ms >= sign * afterMs);
  dated.sort((a, b) => sign * (a.ms - b.ms));
  // Entries of the same millisecond are sorted by license and index, so all entries of the cursor's and of
  // the last entry's millisecond are read.
  const nextMs = dated.findIndex(({ ms }) => ms !== afterMs);
  const lastMs = nextMs === -1 ? undefined : dated[nextMs + search.limit - 1]?.ms;
  const onPage = lastMs === undefined ? dated : dated.filter(({ ms }) => sign * ms <= sign * lastMs);
  const { after, order } = search;
  const entries = await reader.at(
    store,
    onPage.map(({ shard, seq }) => ({ shard, seq })),
  );
  return after ? entries.filter((entry) => compareEntries(order, entry, after) > 0) : entries;
}

/** Total number of matching entries. */
export async function countLog(db: D1Database, filter: LogFilter, limits = SEARCH_LIMITS): Promise<number> {
  const search: Search = { filter, order: 'desc', limit: 0 };
  const { segmentsMore } = limits;
  const index = await readIndex(db, search, segmentsMore);
  const span = spanOf(filter);
  let count = await countOfTail(db, filter, index.tail);
  for await (const segments of loadSegments(db, search, index, {
    segmentsFirst: segmentsMore,
    segmentsMore,
  })) {
    const stretches = stretchesIn(segments);
    const cut = stretches.filter((stretch) => !isCovered(stretch, span));
    const times = await timesOf(
      db,
      cut.map(({ shard, first }) => ({ shard, first })),
    );
    for (const stretch of stretches) {
      const segmentTimes = times.get(keyOfSegment(stretch));
      count +=
        segmentTimes && stretch.postings
          ? postingsWithin(stretch.postings(), segmentTimes, span).count()
          : stretch.count;
    }
  }
  return count;
}

/** The segments of the first lookup, then of further lookups on demand. */
async function* loadSegments(
  db: D1Database,
  search: Search,
  { segments, ends }: IndexRead,
  { segmentsFirst, segmentsMore }: Pick<SearchLimits, 'segmentsFirst' | 'segmentsMore'>,
): AsyncGenerator<FoundSegment[]> {
  let batch = segments;
  for (let limit = segmentsFirst; ; limit = segmentsMore) {
    yield batch;
    const last = batch.at(-1);
    if (!last || batch.length < limit) return;
    batch = await nextSegments(db, search, { beyond: last, ends, limit: segmentsMore });
  }
}
