/**
 * Search of the log: any combination of values, any span of time, in order, a page at a time, and counted. Segments are searched by their
 * index, which says where each value is and when each entry was written, so that just the entries of the page are read; the tail is scanned.
 */
import type { LogStore } from '../../ledger/blocks/files.ts';
import { linesAt, someLinesAt } from '../../ledger/blocks/read.ts';
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
  return (await nextPage(store, search, limits)).map(({ line, ...position }) => ({
    ...position,
    leaf: leafText(line),
    body: line,
  }));
}

/** The same, of each entry only where it is and how long. */
export async function searchSizes(
  store: LogStore,
  search: Search,
  limits = SEARCH_LIMITS,
): Promise<SizedEntry[]> {
  return (await nextPage(store, search, limits)).map(({ line, ...position }) => ({
    ...position,
    bytes: Buffer.byteLength(line),
  }));
}

/** A page as far as it is known. */
interface Page {
  entries: LoggedLine[];
  /** Entries from this place on are not on it; undefined: nobody knows yet where it ends. */
  end: EntryPosition | undefined;
}

async function nextPage(store: LogStore, search: Search, limits: SearchLimits): Promise<LoggedLine[]> {
  const look = await lookAt(store.DB, search, limits.segmentsFirst);
  const tail = look.tail.map(ofTail);
  // The tail is the newest, as a rule.
  let page: Page = { entries: [], end: undefined };
  let isFirst = true;
  for await (const segments of looks(store.DB, search, look, limits)) {
    const stretches = [...(isFirst && search.order === 'desc' ? tail : []), ...stretchesIn(segments)];
    isFirst = false;
    page = await withStretches(store, search, { stretches, soFar: page, limits });
    const last = segments.at(-1);
    if (!last || !mayComeBefore(last, lastOf(page, search), search)) break;
  }
  if (search.order === 'asc')
    page = await withStretches(store, search, { stretches: tail, soFar: page, limits });
  return page.entries;
}

const lastOf = ({ entries, end }: Page, { limit }: Search): EntryPosition | undefined =>
  entries[limit - 1] ?? end;

/** The page with more entries; of those from `end` on, some were not read. */
function merged(search: Search, page: Page, { entries: more, end }: Page, pageChars: number): Page {
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
  const over = entries.findIndex(({ line }) => {
    chars += line.length;
    return chars > pageChars;
  });
  // An entry that is larger is a page by itself.
  if (!mayEndEarly || over === -1) return { entries, end: ends[0] };
  return { entries: entries.slice(0, Math.max(1, over)), end: entries[Math.max(1, over)] ?? ends[0] };
}

/** The page with what these add to it. */
async function withStretches(
  store: LogStore,
  search: Search,
  { stretches, soFar, limits }: { stretches: Stretch[]; soFar: Page; limits: SearchLimits },
): Promise<Page> {
  let page = soFar;
  let waiting = stretches.toSorted((one, other) => compareStretches(search, one, other));
  for (;;) {
    waiting = waiting.filter((stretch) => mayComeBefore(stretch, lastOf(page, search), search));
    if (waiting.length === 0) return page;
    const missing = page.end ? 0 : search.limit - page.entries.length;
    const read = nextToRead(waiting, search, { missing, entriesMax: limits.lookedUp });
    waiting = waiting.slice(read.length);
    const [ofBlocks, ofSegments] = await Promise.all([
      pageOfTail(
        store.DB,
        search,
        read.filter(({ places }) => places === null),
      ),
      pageOfSegments(store, search, { stretches: read, limits }),
    ]);
    const entries = [...ofBlocks, ...ofSegments.entries];
    page = merged(search, page, { entries, end: ofSegments.end }, limits.pageChars);
  }
}

/** Of the segments among these, what comes next on the page. */
async function pageOfSegments(
  store: LogStore,
  search: Search,
  { stretches, limits }: { stretches: Stretch[]; limits: SearchLimits },
): Promise<Page> {
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
  const entries: LoggedLine[] = [];
  let next = 0;
  while (next < wanted.length && entries.length === 0) {
    const some = wanted.slice(next).map(({ shard, seq }) => ({ shard, seq }));
    const { lines: first, read } = await someLinesAt(
      store,
      some,
      mayEndEarly ? limits.blockBytes : Number.MAX_SAFE_INTEGER,
    );
    // All of a millisecond, as above.
    const { ms } = wanted[next + read - 1] as (typeof wanted)[number];
    const end = wanted.findIndex((one, at) => at >= next + read && one.ms !== ms);
    const others = await linesAt(store, some.slice(read, end === -1 ? undefined : end - next));
    for (const one of [...first, ...others]) {
      const line = { ...one, ...positionIn(one.line) };
      if (!after || compareEntries(order, line, after) > 0) entries.push(line);
    }
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

function positionIn(line: string): EntryPosition {
  const { at, license, index: idx } = JSON.parse(line) as { at: string; license: string; index: number };
  return { at, license, idx };
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
