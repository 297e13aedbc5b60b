/**
 * Reads the log article by article, so that the units of an article are counted, and its decisions cached,
 * together. Articles are sorted by id, entries of an article in log order. A call reads a bounded part, and
 * the next call continues there.
 */
import type { Address } from '../../ledger/blocks/block.ts';
import type { LogStore } from '../../ledger/blocks/files.ts';
import { linesAt } from '../../ledger/blocks/read.ts';
import { isUse } from '../../ledger/entry.ts';
import type { Facet } from '../../ledger/segments/facets.ts';
import {
  type DatedSegment,
  keyOfSegment,
  msOf,
  postingsOf,
  readLogParts,
  timesOf,
} from '../../ledger/segments/find.ts';
import { entryOf } from '../../ledger/segments/segment.ts';
import { tailEntries } from '../../ledger/segments/tail.ts';
import type { UseEntry } from '../../ledger/types.ts';
import { BOUNDS, type Bounds } from './limits.ts';
import { type ArticlePostings, articlePostings } from './walk-store.ts';

export interface LogFilter {
  license?: string | undefined;
  partner?: string | undefined;
  article?: string | undefined;
  section?: string | undefined;
  /** ISO 8601 UTC; `to` is exclusive. */
  from: string;
  to: string;
}

/** Position in the walk. `n`: number of entries of the article that were read; null: all of them. */
export interface WalkPosition {
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
  /** More entries follow in the next call. */
  isContinued: boolean;
}

const BEGINNING: WalkPosition = { article: '', n: null };

/** Segments of the log, and entries without an index. Read once for each call. */
export interface Log {
  store: LogStore;
  segments: DatedSegment[];
  tail: (Address & { entry: UseEntry })[];
}

export async function openLog(store: LogStore): Promise<Log> {
  const { segments, tail: blocks } = await readLogParts(store.DB);
  const tail: Log['tail'] = [];
  for await (const found of tailEntries(store.DB, blocks))
    for (const { entry, ...address } of found) if (isUse(entry)) tail.push({ ...address, entry });
  return { store, segments, tail };
}

/** `next` null: the walk is complete. */
export async function nextStretches(
  log: Log,
  filter: LogFilter,
  position: WalkPosition = BEGINNING,
  bounds: Bounds = BOUNDS,
): Promise<{ stretches: Stretch[]; next: WalkPosition | null }> {
  const { entriesMax, articlesMax } = bounds;
  const indexed = await indexedOf(log, filter, position);
  const tail = tailOf(log, filter);
  const articles = [...new Set([...indexed.found.keys(), ...tail.keys()])]
    .filter((article) => isAfter(position, article) && (indexed.end === null || article <= indexed.end))
    .sort();
  const stretches: Stretch[] = [];
  let [room, done] = [entriesMax, position];
  for (const article of articles) {
    const skipped = article === position.article ? (position.n ?? 0) : 0;
    const all = [...(indexed.found.get(article) ?? []), ...(tail.get(article) ?? [])]
      .sort(inOrder)
      .slice(skipped);
    const count = all.length;
    if (stretches.length === articlesMax || (count > room && room < entriesMax))
      return { stretches, next: done };
    const isContinued = count > entriesMax;
    const entries = await readEntries(log.store, all.slice(0, entriesMax), skipped);
    if (entries.length > 0 || isContinued) stretches.push({ article, entries, isContinued });
    done = { article, n: isContinued ? skipped + entriesMax : null };
    if (isContinued) return { stretches, next: done };
    room -= count;
  }
  return { stretches, next: indexed.end === null ? null : { article: indexed.end, n: null } };
}

/** An indexed entry, whose text is still to be read, or a tail entry with its text. */
interface Dated extends Address {
  ms: number;
  entry?: UseEntry;
}

const inOrder = (a: Dated, b: Dated): number =>
  a.ms - b.ms || (a.shard === b.shard ? a.seq - b.seq : a.shard < b.shard ? -1 : 1);

/** Skips kinds of entries that have no article. */
async function readEntries(store: LogStore, dated: Dated[], skipped: number): Promise<Numbered[]> {
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

function isAfter({ article, n }: WalkPosition, next: string): boolean {
  return next > article || (next === article && n !== null);
}

/** Matching entries of the tail, by article. */
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
 * Entries of the next articles in the segments. `end`: the last complete article; null: no more articles
 * follow.
 */
async function indexedOf(
  { store: { DB }, segments: allSegments }: Log,
  filter: LogFilter,
  position: WalkPosition,
): Promise<{ found: Map<string, Dated[]>; end: string | null }> {
  const { from, to, article: only } = filter;
  const all = allSegments.filter(({ firstAt, lastAt }) => lastAt >= from && firstAt < to);
  const narrowing = await Promise.all(facetsIn(filter).map((facet) => postingsOf(DB, all, facet)));
  const segments = all
    .filter((segment) => narrowing.every((keys) => keys.has(keyOfSegment(segment))))
    .map(({ shard, first }) => ({ shard, first }));
  const { found, end } = await postingsAfter(DB, segments, { position, only });
  const matching = found.flatMap(({ postings, ...segment }) => {
    const common = narrowing.reduce((matched, bySegment) => {
      const allowed = bySegment.get(keyOfSegment(segment));
      return allowed ? matched.and(allowed) : matched;
    }, postings);
    return common.count() > 0 ? [{ ...segment, postings: common }] : [];
  });
  const times = await timesOf(DB, [
    ...new Map(
      matching.map(({ shard, first }) => [keyOfSegment({ shard, first }), { shard, first }]),
    ).values(),
  ]);
  const [fromMs, toMs] = [msOf(from), msOf(to)];
  const dated = new Map<string, Dated[]>();
  for (const { shard, first, article, postings } of matching) {
    const segmentTimes = times.get(keyOfSegment({ shard, first })) ?? [];
    const list = dated.get(article) ?? [];
    for (const offset of postings.offsets()) {
      const ms = segmentTimes[offset] ?? 0;
      if (ms >= fromMs && ms < toMs) list.push({ shard, seq: first + offset, ms });
    }
    if (list.length > 0) dated.set(article, list);
  }
  return { found: dated, end };
}

/** Postings of the articles after a position, including an article that was partly read. */
async function postingsAfter(
  db: D1Database,
  segments: { shard: string; first: number }[],
  { position, only }: { position: WalkPosition; only: string | undefined },
): Promise<{ found: ArticlePostings[]; end: string | null }> {
  const ofArticle = async (article: string) => {
    const postingsBySegment = await postingsOf(db, segments, ['article', [article]]);
    return segments.flatMap((segment): ArticlePostings[] => {
      const postings = postingsBySegment.get(keyOfSegment(segment));
      return postings ? [{ ...segment, article, postings: postings }] : [];
    });
  };
  if (only !== undefined) return { found: isAfter(position, only) ? await ofArticle(only) : [], end: null };
  const { found, end } = await articlePostings(db, segments, position.article);
  const begun = position.n === null ? [] : await ofArticle(position.article);
  return { found: [...begun, ...found], end };
}
