/**
 * Search of the log: any combination of values, any span of time, in order, a page at a time, and counted. Segments are searched by their
 * index, which says where each value is and when each entry was written, so that just the entries of the page are read; the tail is scanned.
 */

import type { Address } from '../../ledger/blocks/block.ts';
import type { LogStore } from '../../ledger/blocks/files.ts';
import { type Line, linesAt, sizesAt, someLinesAt } from '../../ledger/blocks/read.ts';
import { leafText } from '../../ledger/merkle.ts';
import { keyOfSegment, msOf, placesWithin, timesOf } from '../../ledger/segments/find.ts';
import type { EntryPosition, LoggedEntry, LoggedLine, SizedEntry } from '../place.ts';
import { compareEntries, type LogFilter, type Order, type Search, spanOf } from './filter.ts';
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

/** The same, of each entry only where it is and how long. No page ends early. */
export function searchSizes(
  store: LogStore,
  search: Omit<Search, 'mayEndEarly'>,
  limits = SEARCH_LIMITS,
): Promise<SizedEntry[]> {
  return nextPage(store, search, { limits, reader: SIZES });
}

/** What is read of the entries of a page. */
interface Reader<E extends EntryPosition & Address> {
  /** SQL, for those of the tail. */
  column: string;
  /** Those at the first of the addresses. `read`: how many addresses these are, one at least. */
  some(
    store: LogStore,
    addresses: readonly Address[],
    blockBytes: number,
  ): Promise<{ entries: E[]; read: number }>;
  /** Those at all of them. */
  all(store: LogStore, addresses: readonly Address[]): Promise<E[]>;
  /** Characters that an entry has in memory. */
  charsOf(entry: E): number;
}

const LINES: Reader<LoggedLine> = {
  column: 'body AS line',
  some: async (store, addresses, blockBytes) => {
    const { lines, read } = await someLinesAt(store, addresses, blockBytes);
    return { entries: lines.map(positioned), read };
  },
  all: async (store, addresses) => (await linesAt(store, addresses)).map(positioned),
  charsOf: ({ line }) => line.length,
};

const SIZES: Reader<SizedEntry> = {
  column: 'octet_length(body) AS bytes',
  some: async (store, addresses) => ({ entries: await sizesAt(store, addresses), read: addresses.length }),
  all: sizesAt,
  charsOf: () => 0,
};

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

/** A page as far as it is known. */
interface Page<E> {
  entries: E[];
  /** Entries from this place on are not on it; undefined: nobody knows yet where it ends. */
  end: EntryPosition | undefined;
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
  let page: Page<E> = { entries: [], end: undefined };
  let isFirst = true;
  for await (const segments of looks(store.DB, search, look, limits)) {
    const stretches = [...(isFirst && search.order === 'desc' ? tail : []), ...stretchesIn(segments)];
    isFirst = false;
    page = await withStretches(store, search, { ...reading, stretches, soFar: page });
    const last = segments.at(-1);
    if (!last || !mayComeBefore(last, lastOf(page, search), search)) break;
  }
  if (search.order === 'asc')
    page = await withStretches(store, search, { ...reading, stretches: tail, soFar: page });
  return page.entries;
}

const lastOf = ({ entries, end }: Page<EntryPosition>, { limit }: Search): EntryPosition | undefined =>
  entries[limit - 1] ?? end;

/** The page with more entries; of those from `end` on, some were not read. */
function merged<E extends EntryPosition & Address>(
  search: Search,
  { limits, reader }: Reading<E>,
  page: Page<E>,
  { entries: more, end }: Page<E>,
): Page<E> {
  const { order, limit, mayEndEarly = false } = search;
  const ends = [page.end, end]
    .flatMap((one) => one ?? [])
    .sort((one, other) => compareEntries(order, one, other));
  const isOn = (one: EntryPosition) => !ends[0] || compareEntries(order, one, ends[0]) < 0;
  const entries = [...page.entries, ...more]
    .filter(isOn)
    .sort((one, other) => compareEntries(order, one, other))
    .slice(0, limit);
  let chars = 0;
  const over = entries.findIndex((entry) => {
    chars += reader.charsOf(entry);
    return chars > limits.pageChars;
  });
  // An entry that is larger is a page by itself.
  if (!mayEndEarly || over === -1) return { entries, end: ends[0] };
  return { entries: entries.slice(0, Math.max(1, over)), end: entries[Math.max(1, over)] ?? ends[0] };
}

/** The page with what these add to it. */
async function withStretches<E extends EntryPosition & Address>(
  store: LogStore,
  search: Search,
  { stretches, soFar, ...reading }: Reading<E> & { stretches: Stretch[]; soFar: Page<E> },
): Promise<Page<E>> {
  let page = soFar;
  let waiting = stretches.toSorted((one, other) => compareStretches(search, one, other));
  for (;;) {
    waiting = waiting.filter((stretch) => mayComeBefore(stretch, lastOf(page, search), search));
    if (waiting.length === 0) return page;
    const missing = page.end ? 0 : search.limit - page.entries.length;
    const read = nextToRead(waiting, search, { missing, entriesMax: reading.limits.lookedUp });
    waiting = waiting.slice(read.length);
    const [ofBlocks, ofSegments] = await Promise.all([
      pageOfTail<E>(store.DB, search, {
        blocks: read.filter(({ places }) => places === null),
        column: reading.reader.column,
      }),
      pageOfSegments(store, search, { ...reading, stretches: read }),
    ]);
    const entries = [...ofBlocks, ...ofSegments.entries];
    page = merged(search, reading, page, { entries, end: ofSegments.end });
  }
}

/** Of the segments among these, what comes next on the page. */
async function pageOfSegments<E extends EntryPosition & Address>(
  store: LogStore,
  search: Search,
  { stretches, limits, reader }: Reading<E> & { stretches: Stretch[] },
): Promise<Page<E>> {
  const segments = stretches.flatMap(({ places, ...segment }) => (places ? [{ ...segment, places }] : []));
  if (segments.length === 0) return { entries: [], end: undefined };
  const times = await timesOf(
    store.DB,
    segments.map(({ shard, first }) => ({ shard, first })),
  );
  const { from, to } = spanOf(search.filter);
  const [fromMs, toMs] = [msOf(from), msOf(to)];
  const sign = search.order === 'asc' ? 1 : -1;
  const afterMs = search.after ? msOf(search.after.at) : sign * Number.NEGATIVE_INFINITY;
  const dated = segments.flatMap(({ shard, first, places, ...rest }) => {
    const own = times.get(keyOfSegment({ shard, first })) ?? [];
    return places()
      .offsets()
      .map((offset) => ({ shard, seq: first + offset, ms: own[offset] ?? msOf(rest.firstAt) }))
      .filter(({ ms }) => ms >= fromMs && ms < toMs && sign * ms >= sign * afterMs);
  });
  dated.sort((one, other) => sign * (one.ms - other.ms));
  // Of one millisecond, license and index decide: all of the cursor's own, and of the last one's.
  const beyond = dated.findIndex(({ ms }) => ms !== afterMs);
  const lastMs = beyond === -1 ? undefined : dated[beyond + search.limit - 1]?.ms;
  const wanted = lastMs === undefined ? dated : dated.filter(({ ms }) => sign * ms <= sign * lastMs);
  const { after, order, mayEndEarly = false } = search;
  const entries: E[] = [];
  let next = 0;
  while (next < wanted.length && entries.length === 0) {
    const some = wanted.slice(next).map(({ shard, seq }) => ({ shard, seq }));
    const { entries: first, read } = await reader.some(
      store,
      some,
      mayEndEarly ? limits.blockBytes : Number.MAX_SAFE_INTEGER,
    );
    // All of a millisecond, as above.
    const { ms } = wanted[next + read - 1] as (typeof wanted)[number];
    const end = wanted.findIndex((one, at) => at >= next + read && one.ms !== ms);
    const others = await reader.all(store, some.slice(read, end === -1 ? undefined : end - next));
    for (const entry of [...first, ...others])
      if (!after || compareEntries(order, entry, after) > 0) entries.push(entry);
    next = end === -1 ? wanted.length : end;
  }
  const rest = wanted[next];
  return { entries, end: rest && startOf(order, rest.ms) };
}

/** Before every entry of a millisecond, in the order of the list. */
const startOf = (order: Order, ms: number): EntryPosition => ({
  at: new Date(ms).toISOString(),
  license: order === 'asc' ? '' : '~',
  idx: 0,
});

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
      const own = times.get(keyOfSegment(stretch));
      count += own && stretch.places ? placesWithin(stretch.places(), own, span).count() : stretch.count;
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
