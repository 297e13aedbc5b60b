/**
 * The log, article by article: what is said of one stands together, so that its units are counted and its questions decided once. In
 * order of articles, and of an article in the order of the log; a call goes so far, and the next one goes on from there.
 */
import type { Address } from '../../ledger/blocks/block.ts';
import type { LogStore } from '../../ledger/blocks/files.ts';
import { linesAt } from '../../ledger/blocks/read.ts';
import { isUse } from '../../ledger/entry.ts';
import type { Facet } from '../../ledger/segments/facets.ts';
import {
  type DatedSegment,
  keyOfSegment,
  lookAtLog,
  msOf,
  placesOf,
  timesOf,
} from '../../ledger/segments/find.ts';
import { entryOf } from '../../ledger/segments/segment.ts';
import { tailEntries } from '../../ledger/segments/tail.ts';
import type { UseEntry } from '../../ledger/types.ts';
import { BOUNDS, type Bounds } from './limits.ts';
import { type ArticlePlaces, articlePlaces } from './walk-store.ts';

export interface LogFilter {
  license?: string | undefined;
  partner?: string | undefined;
  article?: string | undefined;
  section?: string | undefined;
  /** ISO 8601 UTC; `to` is the first instant after it. */
  from: string;
  to: string;
}

/** How far the log was read. `n`: how many entries of the article were read; null: all of them. */
export interface Place {
  article: string;
  n: number | null;
}

/** An entry, numbered from 1 among the matching entries of its article. */
export interface Numbered {
  n: number;
  entry: UseEntry;
}

/** Deliveries and refusals of one article, in the order of time. */
export interface Stretch {
  article: string;
  entries: Numbered[];
  /** More of them come in the next call. */
  goesOn: boolean;
}

const BEGINNING: Place = { article: '', n: null };

/** The segments of the log, and the entries that no index has yet. Read once for each call. */
export interface Log {
  store: LogStore;
  segments: DatedSegment[];
  tail: (Address & { entry: UseEntry })[];
}

export async function openLog(store: LogStore): Promise<Log> {
  const { segments, tail: blocks } = await lookAtLog(store.DB);
  const tail: Log['tail'] = [];
  for await (const found of tailEntries(store.DB, blocks))
    for (const { entry, ...address } of found) if (isUse(entry)) tail.push({ ...address, entry });
  return { store, segments, tail };
}

/** `next` null: that was all. */
export async function nextStretches(
  log: Log,
  filter: LogFilter,
  place: Place = BEGINNING,
  bounds: Bounds = BOUNDS,
): Promise<{ stretches: Stretch[]; next: Place | null }> {
  const { entriesMax, articlesMax } = bounds;
  const indexed = await indexedOf(log, filter, place);
  const tail = tailOf(log, filter);
  const articles = [...new Set([...indexed.found.keys(), ...tail.keys()])]
    .filter((article) => isAfter(place, article) && (indexed.end === null || article <= indexed.end))
    .sort();
  const stretches: Stretch[] = [];
  let [room, done] = [entriesMax, place];
  for (const article of articles) {
    const skipped = article === place.article ? (place.n ?? 0) : 0;
    const all = [...(indexed.found.get(article) ?? []), ...(tail.get(article) ?? [])]
      .sort(inOrder)
      .slice(skipped);
    const count = all.length;
    if (stretches.length === articlesMax || (count > room && room < entriesMax))
      return { stretches, next: done };
    const goesOn = count > entriesMax;
    const entries = await readAll(log.store, all.slice(0, entriesMax), skipped);
    if (entries.length > 0 || goesOn) stretches.push({ article, entries, goesOn });
    done = { article, n: goesOn ? skipped + entriesMax : null };
    if (goesOn) return { stretches, next: done };
    room -= count;
  }
  return { stretches, next: indexed.end === null ? null : { article: indexed.end, n: null } };
}

/** An indexed entry, which is still to be read, or an entry of the tail, which was. */
interface Dated extends Address {
  ms: number;
  entry?: UseEntry;
}

const inOrder = (a: Dated, b: Dated): number =>
  a.ms - b.ms || (a.shard === b.shard ? a.seq - b.seq : a.shard < b.shard ? -1 : 1);

/** Skips other kinds of entries: they have no article. */
async function readAll(store: LogStore, dated: Dated[], skipped: number): Promise<Numbered[]> {
  const lines = await linesAt(
    store,
    dated.flatMap(({ entry, shard, seq }) => (entry ? [] : [{ shard, seq }])),
  );
  const read = new Map(lines.map(({ shard, seq, line }) => [`${seq} ${shard}`, entryOf(line)]));
  return dated.flatMap(({ shard, seq, entry }, at) => {
    const logged = entry ?? read.get(`${seq} ${shard}`);
    return logged && isUse(logged) ? [{ n: skipped + at + 1, entry: logged }] : [];
  });
}

function isAfter({ article, n }: Place, other: string): boolean {
  return other > article || (other === article && n !== null);
}

/** Every entry of the tail that the filter finds, by article. */
function tailOf({ tail }: Log, filter: LogFilter): Map<string, Dated[]> {
  const { license, partner, article, section, from, to } = filter;
  const found = tail.filter(
    ({ entry }) =>
      (article === undefined || entry.article === article) &&
      (license === undefined || entry.license === license) &&
      (partner === undefined || entry.partner === partner) &&
      (section === undefined || entry.sections.includes(section)) &&
      entry.at >= from &&
      entry.at < to,
  );
  return Map.groupBy(
    found.map((tailEntry): Dated & { entry: UseEntry } => ({
      ...tailEntry,
      ms: Date.parse(tailEntry.entry.at),
    })),
    ({ entry }) => entry.article,
  );
}

function facetsIn({ license, partner, section }: LogFilter): [Facet, string[]][] {
  return Object.entries({ license, partner, section, kind: ['delivery', 'refusal'] }).flatMap(
    ([facet, value]): [Facet, string[]][] =>
      value === undefined ? [] : [[facet as Facet, Array.isArray(value) ? value : [value]]],
  );
}

/**
 * Entries of the next articles in the segments. `end`: the last article that is complete; null: no more
 * articles follow.
 */
async function indexedOf(
  { store: { DB }, segments: known }: Log,
  filter: LogFilter,
  place: Place,
): Promise<{ found: Map<string, Dated[]>; end: string | null }> {
  const { from, to, article: only } = filter;
  const all = known.filter(({ firstAt, lastAt }) => lastAt >= from && firstAt < to);
  const narrowing = await Promise.all(facetsIn(filter).map((facet) => placesOf(DB, all, facet)));
  const segments = all
    .filter((segment) => narrowing.every((places) => places.has(keyOfSegment(segment))))
    .map(({ shard, first }) => ({ shard, first }));
  const { found, end } = await placesAfter(DB, segments, { place, only });
  const matching = found.flatMap(({ places, ...segment }) => {
    const common = narrowing.reduce((matched, bySegment) => {
      const allowed = bySegment.get(keyOfSegment(segment));
      return allowed ? matched.and(allowed) : matched;
    }, places);
    return common.count() > 0 ? [{ ...segment, places: common }] : [];
  });
  const times = await timesOf(DB, [
    ...new Map(
      matching.map(({ shard, first }) => [keyOfSegment({ shard, first }), { shard, first }]),
    ).values(),
  ]);
  const [fromMs, toMs] = [msOf(from), msOf(to)];
  const dated = new Map<string, Dated[]>();
  for (const { shard, first, article, places } of matching) {
    const segmentTimes = times.get(keyOfSegment({ shard, first })) ?? [];
    const list = dated.get(article) ?? [];
    for (const offset of places.offsets()) {
      const ms = segmentTimes[offset] ?? 0;
      if (ms >= fromMs && ms < toMs) list.push({ shard, seq: first + offset, ms });
    }
    if (list.length > 0) dated.set(article, list);
  }
  return { found: dated, end };
}

/** Places of the articles after a place. An article that was read in part is included. */
async function placesAfter(
  db: D1Database,
  segments: { shard: string; first: number }[],
  { place, only }: { place: Place; only: string | undefined },
): Promise<{ found: ArticlePlaces[]; end: string | null }> {
  const ofArticle = async (article: string) => {
    const places = await placesOf(db, segments, ['article', [article]]);
    return segments.flatMap((segment): ArticlePlaces[] => {
      const postings = places.get(keyOfSegment(segment));
      return postings ? [{ ...segment, article, places: postings }] : [];
    });
  };
  if (only !== undefined) return { found: isAfter(place, only) ? await ofArticle(only) : [], end: null };
  const { found, end } = await articlePlaces(db, segments, place.article);
  const begun = place.n === null ? [] : await ofArticle(place.article);
  return { found: [...begun, ...found], end };
}
