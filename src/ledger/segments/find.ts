/** SQL of the index of the log: segments, postings of values, and times of entries. */
import type { Address } from '../blocks/block.ts';
import type { Facet } from './facets.ts';
import { type PageKind, type PostingsPage, timesIn } from './pages.ts';
import { Postings, unpackPostings } from './postings.ts';

export interface SegmentKey {
  shard: string;
  /** Sequence of its first entry. */
  first: number;
}

/** With the bounds of its entries' times, ISO 8601 UTC. */
export interface DatedSegment extends SegmentKey {
  firstAt: string;
  lastAt: string;
}

/** Both ends ISO 8601 UTC; `to` is exclusive. */
export interface Span {
  from: string;
  to: string;
}

export const keyOfSegment = ({ shard, first }: SegmentKey): string => `${first} ${shard}`;

/** The parts of the log that may have matching entries. */
export interface LogParts {
  /** In order of time. */
  segments: DatedSegment[];
  /** Blocks that are in no segment yet, by shard and first sequence, in the order of the log. */
  tail: Address[];
}

export interface LookFilter extends Partial<Span> {
  /** Restricts the tail to blocks that contain this text. */
  containing?: string | undefined;
}

/**
 * One transaction: an entry that is indexed meanwhile is in a segment or in the tail, never in both or
 * neither.
 */
export async function readLogParts(
  db: D1Database,
  { from, to, containing }: LookFilter = {},
): Promise<LogParts> {
  const [segments, tail] = await db.batch([
    db
      .prepare(
        `SELECT shard, first, first_at AS firstAt, last_at AS lastAt FROM log_segments
         WHERE last_at >= ? AND first_at < ? ORDER BY last_at, shard, first`,
      )
      .bind(from ?? '', to ?? '~'),
    db
      .prepare(
        `SELECT shard, first AS seq FROM tail_blocks
         WHERE last_at >= ?1 AND first_at < ?2 AND (?3 IS NULL OR instr(body, ?3) > 0) ORDER BY shard, first`,
      )
      .bind(from ?? '', to ?? '~', containing ?? null),
  ]);
  return {
    segments: (segments?.results ?? []) as unknown as DatedSegment[],
    tail: (tail?.results ?? []) as unknown as Address[],
  };
}

/**
 * Postings of any of the values, by segment (`keyOfSegment`); null: of all values. Segments without postings
 * are omitted.
 */
export async function postingsOf(
  db: D1Database,
  segments: readonly SegmentKey[],
  [facet, values]: FacetValues,
): Promise<Map<string, Postings>> {
  const { results } = await db
    .prepare(
      `SELECT shard, segment AS first, body ->> ('$.p[' || value.key || ']') AS postings
       FROM json_each(?1) AS one
       CROSS JOIN log_pages ON kind = ?2 AND shard = one.value ->> 'shard' AND segment = one.value ->> 'first'
         AND (?3 IS NULL OR EXISTS (SELECT 1 FROM json_each(?3) AS any_of WHERE any_of.value BETWEEN low AND high))
       CROSS JOIN json_each(body, '$.v') AS value
       WHERE ?3 IS NULL OR value.value IN (SELECT value FROM json_each(?3))`,
    )
    .bind(JSON.stringify(segments), facet, values && JSON.stringify(values))
    .all<SegmentKey & { postings: string }>();
  const found = new Map<string, Postings>();
  for (const { postings: text, ...segment } of results) {
    const postings = unpackPostings(text);
    const key = keyOfSegment(segment);
    found.set(key, found.get(key)?.or(postings) ?? postings);
  }
  return found;
}

/** Pages of a kind in these segments, a few segments at a time. `columns`: SQL of what is read of each. */
async function* pagesIn<Row>(
  db: D1Database,
  kind: PageKind,
  segments: readonly SegmentKey[],
  { columns, atOnce }: { columns: string; atOnce: number },
): AsyncGenerator<SegmentKey & Row> {
  for (let at = 0; at < segments.length; at += atOnce) {
    const { results } = await db
      .prepare(
        `SELECT shard, segment AS first, ${columns} FROM json_each(?1) AS one
         CROSS JOIN log_pages ON kind = ?2 AND shard = one.value ->> 'shard' AND segment = one.value ->> 'first'`,
      )
      .bind(JSON.stringify(segments.slice(at, at + atOnce)), kind)
      .all<SegmentKey & Row>();
    yield* results;
  }
}

interface SegmentValue extends SegmentKey {
  value: string;
  postings: string;
}

/** Values of a facet in these segments, with postings. */
export async function valuesIn(
  db: D1Database,
  facet: Facet,
  segments: readonly SegmentKey[],
): Promise<SegmentValue[]> {
  const pages = pagesIn<{ body: string }>(db, facet, segments, { columns: 'body', atOnce: segments.length });
  const values: SegmentValue[] = [];
  for await (const { body, ...segment } of pages) {
    const { v, p } = JSON.parse(body) as PostingsPage;
    for (const [at, value] of v.entries()) values.push({ ...segment, value, postings: p[at] ?? '' });
  }
  return values;
}

export interface ValueCount {
  value: string;
  entries: number;
}

/**
 * Counts of each value of a facet in these segments altogether. Added up here: SQLite would walk through the
 * list of counts anew for each value.
 */
export async function countsIn(
  db: D1Database,
  facet: Facet,
  segments: readonly SegmentKey[],
): Promise<Map<string, ValueCount>> {
  const counts = new Map<string, ValueCount>();
  // In the values of a page, quotes are escaped, so this text stands only before its postings.
  const columns = `substr(body, 1, instr(body, ',"p":') - 1) || '}' AS counted`;
  for await (const { counted } of pagesIn<{ counted: string }>(db, facet, segments, {
    columns,
    atOnce: COUNTED_AT_ONCE,
  })) {
    const { v, n } = JSON.parse(counted) as Pick<PostingsPage, 'v' | 'n'>;
    for (const [index, value] of v.entries()) addCount(counts, value, n[index] ?? 0);
  }
  return counts;
}

/** Looks a value up once: there are thousands in each segment. */
export function addCount(counts: Map<string, ValueCount>, value: string, entries: number): void {
  const count = counts.get(value);
  if (count) count.entries += entries;
  else counts.set(value, { value, entries });
}

/** Segments whose counts are read at once: 80 KB each with 10,000 licenses. */
const COUNTED_AT_ONCE = 256;

/** Times of the entries of each segment, milliseconds UTC. */
export async function timesOf(
  db: D1Database,
  segments: readonly SegmentKey[],
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  const read = { columns: 'body', atOnce: TIMES_AT_ONCE };
  for await (const { body, ...segment } of pagesIn<{ body: string }>(db, 'times', segments, read))
    times.set(keyOfSegment(segment), timesIn(body));
  return times;
}

/** Segments whose times are read at once: 20 KB each. */
const TIMES_AT_ONCE = 64;

/** Postings of entries in a time span. */
export function postingsWithin(postings: Postings, times: readonly number[], { from, to }: Span): Postings {
  const [fromMs, toMs] = [msOf(from), msOf(to)];
  const found = new Postings();
  for (const offset of postings.offsets()) {
    const ms = times[offset] ?? 0;
    if (ms >= fromMs && ms < toMs) found.add(offset);
  }
  return found;
}

/** Milliseconds of an instant. '' precedes all instants, '~' follows all. */
export function msOf(instant: string): number {
  if (instant === '') return Number.NEGATIVE_INFINITY;
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms;
}

/** A facet, and the values that match; null: any value. */
export type FacetValues = readonly [facet: Facet, values: readonly string[] | null];

/** Addresses of the entries of a span that match every facet: by segment, in the order of the log. */
export async function addressesIn(
  db: D1Database,
  segments: readonly DatedSegment[],
  { facets, from = '', to = '~' }: Partial<Span> & { facets: FacetValues[] },
): Promise<Address[]> {
  const found: Address[] = [];
  for (let at = 0; at < segments.length; at += SEGMENTS_AT_ONCE) {
    const batch = segments.slice(at, at + SEGMENTS_AT_ONCE);
    const cut = batch.filter(({ firstAt, lastAt }) => firstAt < from || lastAt >= to);
    const [times, ...all] = await Promise.all([
      timesOf(db, cut),
      ...facets.map((facet) => postingsOf(db, batch, facet)),
    ]);
    for (const segment of batch) {
      const postings = all.map((bySegment) => bySegment.get(keyOfSegment(segment)));
      const [first, ...rest] = postings.flatMap((allowed) => allowed ?? []);
      if (!first || rest.length < facets.length - 1) continue;
      const matching = rest.reduce((a, b) => a.and(b), first);
      const segmentTimes = times.get(keyOfSegment(segment));
      const within = segmentTimes ? postingsWithin(matching, segmentTimes, { from, to }) : matching;
      for (const offset of within.offsets())
        found.push({ shard: segment.shard, seq: segment.first + offset });
    }
  }
  return found;
}

const SEGMENTS_AT_ONCE = 256;
