/**
 * Search of the log: any combination of values and any span of time, in order, a page at a time, and counted.
 * The index of a segment says which of its entries have a value and when each was written, so that only the
 * entries of the page are read. The tail is scanned.
 */

import type { Address } from '../../ledger/blocks/block.ts';
import type { LogStore } from '../../ledger/blocks/files.ts';
import { type Line, linesAt, sizesAt } from '../../ledger/blocks/read.ts';
import { leafText } from '../../ledger/merkle.ts';
import { keyOfSegment, msOf, placesWithin, timesOf } from '../../ledger/segments/find.ts';
import { yieldToEventLoop } from '../../platform/event-loop.ts';
import { PAUSE_MS, POSITIONS_AT_ONCE } from '../limits.ts';
import type { EntryPosition, LoggedEntry, LoggedLine, SizedEntry } from '../place.ts';
import { compareEntries, type LogFilter, type Search, spanOf } from './filter.ts';
import { SEARCH_LIMITS, type SearchLimits } from './limits.ts';
import { countOfTail, type Look, lookAt, nextSegments, pageOfTail } from './store.ts';
import {
  compareStretches,
  type FoundSegment,
  isWhole,
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

/** The same, of each entry only where it is and how long. */
export const searchSizes = (store: LogStore, search: Search, limits = SEARCH_LIMITS): Promise<SizedEntry[]> =>
  nextPage(store, search, { limits, reader: SIZES });

/** All entries from a place on, ascending: where each is and how long. */
export async function* positionsFrom(
  store: LogStore,
  filter: LogFilter,
  from?: EntryPosition,
): AsyncGenerator<SizedEntry> {
  for (let after = from; ; ) {
    await yieldToEventLoop(PAUSE_MS);
    const search: Search = { filter, order: 'asc', limit: POSITIONS_AT_ONCE };
    const found = await searchSizes(store, { ...search, ...(after && { after }) });
    yield* found;
    after = found.at(-1);
    if (found.length < POSITIONS_AT_ONCE) return;
  }
}

/** What is read of the entries of a page. */
interface Reader<E extends EntryPosition & Address> {
  /** SQL, for those of the tail. */
  column: string;
  at(store: LogStore, addresses: readonly Address[]): Promise<E[]>;
}

const LINES: Reader<LoggedLine> = {
  column: 'body AS line',
  at: async (store, addresses) => (await linesAt(store, addresses)).map(positioned),
};

const SIZES: Reader<SizedEntry> = { column: 'octet_length(body) AS bytes', at: sizesAt };

function positioned(entry: Line): LoggedLine {
  const {
    at,
    license,
    index: idx,
  } = JSON.parse(entry.line) as { at: string; license: string; index: number };
  return { ...entry, at, license, idx };
}

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
  const look = await lookAt(store.DB, search, limits.segmentsFirst);
  const tail = look.tail.map(ofTail);
  // The tail is the newest, as a rule.
  let page: E[] = [];
  let isFirst = true;
  for await (const segments of looks(store.DB, search, look, limits)) {
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
  entries.sort((one, other) => compareEntries(order, one, other)).slice(0, limit);

/** The page with what these add to it. */
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
        blocks: read.filter(({ places }) => places === null),
        column: reading.reader.column,
      }),
      pageOfSegments(store, search, { reader: reading.reader, stretches: read }),
    ]);
    page = merged(search, [...page, ...ofBlocks, ...ofSegments]);
  }
}

/** Of the segments among these, what comes next on the page. */
async function pageOfSegments<E extends EntryPosition & Address>(
  store: LogStore,
  search: Search,
  { stretches, reader }: { stretches: Stretch[]; reader: Reader<E> },
): Promise<E[]> {
  const segments = stretches.flatMap(({ places, ...segment }) => (places ? [{ ...segment, places }] : []));
  if (segments.length === 0) return [];
  const times = await timesOf(
    store.DB,
    segments.map(({ shard, first }) => ({ shard, first })),
  );
  const { from, to } = spanOf(search.filter);
  const [fromMs, toMs] = [msOf(from), msOf(to)];
  const sign = search.order === 'asc' ? 1 : -1;
  const afterMs = search.after ? msOf(search.after.at) : sign * Number.NEGATIVE_INFINITY;
  const dated = segments.flatMap(({ shard, first, places, ...rest }) => {
    const segmentTimes = times.get(keyOfSegment({ shard, first })) ?? [];
    return places()
      .offsets()
      .map((offset) => ({ shard, seq: first + offset, ms: segmentTimes[offset] ?? msOf(rest.firstAt) }))
      .filter(({ ms }) => ms >= fromMs && ms < toMs && sign * ms >= sign * afterMs);
  });
  dated.sort((a, b) => sign * (a.ms - b.ms));
  // Entries of one millisecond are ordered by license and index, so those of the cursor's and of the last
  // entry's millisecond are all read.
  const beyond = dated.findIndex(({ ms }) => ms !== afterMs);
  const lastMs = beyond === -1 ? undefined : dated[beyond + search.limit - 1]?.ms;
  const onPage = lastMs === undefined ? dated : dated.filter(({ ms }) => sign * ms <= sign * lastMs);
  const { after, order } = search;
  const entries = await reader.at(
    store,
    onPage.map(({ shard, seq }) => ({ shard, seq })),
  );
  return after ? entries.filter((entry) => compareEntries(order, entry, after) > 0) : entries;
}

/** How many entries there are in all. */
export async function countLog(db: D1Database, filter: LogFilter, limits = SEARCH_LIMITS): Promise<number> {
  const search: Search = { filter, order: 'desc', limit: 0 };
  const { segmentsMore } = limits;
  const look = await lookAt(db, search, segmentsMore);
  const span = spanOf(filter);
  let count = await countOfTail(db, filter, look.tail);
  for await (const segments of looks(db, search, look, { segmentsFirst: segmentsMore, segmentsMore })) {
    const stretches = stretchesIn(segments);
    const cut = stretches.filter((stretch) => !isWhole(stretch, span));
    const times = await timesOf(
      db,
      cut.map(({ shard, first }) => ({ shard, first })),
    );
    for (const stretch of stretches) {
      const segmentTimes = times.get(keyOfSegment(stretch));
      count +=
        segmentTimes && stretch.places
          ? placesWithin(stretch.places(), segmentTimes, span).count()
          : stretch.count;
    }
  }
  return count;
}

/** The segments of a look, and of as many further looks as somebody asks for. */
async function* looks(
  db: D1Database,
  search: Search,
  { segments, ends }: Look,
  { segmentsFirst, segmentsMore }: Pick<SearchLimits, 'segmentsFirst' | 'segmentsMore'>,
): AsyncGenerator<FoundSegment[]> {
  let found = segments;
  for (let limit = segmentsFirst; ; limit = segmentsMore) {
    yield found;
    const beyond = found.at(-1);
    if (!beyond || found.length < limit) return;
    found = await nextSegments(db, search, { beyond, ends, limit: segmentsMore });
  }
}
