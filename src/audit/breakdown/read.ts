/**
 * Counts the matches of a search by time, partner, section and reason. The counts equal those of the list
 * with the same filter. Fully covered segments are summed from their sealed sums; for the others, the
 * postings of each value are intersected with those of the filter.
 */
import { BLOCKS_AT_ONCE } from '../../ledger/blocks/limits.ts';
import { type Facet, facetsOf } from '../../ledger/segments/facets.ts';
import {
  addCount,
  countsIn,
  type DatedSegment,
  keyOfSegment,
  postingsOf,
  postingsWithin,
  type SegmentKey,
  timesOf,
  type ValueCount,
  valuesIn,
} from '../../ledger/segments/find.ts';
import { countWithin, Postings } from '../../ledger/segments/postings.ts';
import { entryOf } from '../../ledger/segments/segment.ts';
import { facetsOfFilter, type LogFilter, spanOf } from '../search/filter.ts';
import { type IndexRead, linesOfTail, readIndex } from '../search/store.ts';
import { type FoundSegment, isCovered, stretchesIn } from '../search/stretches.ts';
import { SEGMENTS_AT_ONCE, VALUES_MAX } from './limits.ts';
import { type Every, type Step, stepsOf } from './steps.ts';

export interface TimePoint {
  /** Start of the step, ISO 8601 UTC. */
  at: string;
  entries: number;
  deliveries: number;
  refusals: number;
}

export interface Breakdown<F extends Facet> {
  every: Every;
  /** End of the last step, ISO 8601 UTC. Null if nothing matches. */
  to: string | null;
  timeline: TimePoint[];
  /** The most frequent values of each facet. */
  by: Record<F, ValueCount[]>;
}

export async function breakDown<F extends Facet>(
  db: D1Database,
  filter: LogFilter,
  { zone, facets }: { zone: string; facets: readonly F[] },
): Promise<Breakdown<F>> {
  const index = await readIndex(db, { filter, order: 'desc', limit: 1 });
  const tail = await tailOf(db, filter, index);
  const matching = await matchingIn(db, filter, index.segments);
  const { every, steps } = timeOf(filter, {
    times: [...matching, ...tail.map(({ at }) => ({ firstAt: at, lastAt: at }))],
    zone,
  });
  const [timeline, ...counted] = await Promise.all([
    timelineOf(db, { steps, matching, tail }),
    ...facets.map((facet) => countsOf(db, facet, matching, tail)),
  ]);
  return {
    every,
    to: steps.at(-1)?.to ?? null,
    timeline,
    by: Object.fromEntries(facets.map((facet, index) => [facet, counted[index] ?? []])) as Breakdown<F>['by'],
  };
}

/** The counted values of a tail entry. */
interface TailEntry {
  at: string;
  values: [Facet, string][];
}

async function tailOf(db: D1Database, filter: LogFilter, { tail }: IndexRead): Promise<TailEntry[]> {
  const entries: TailEntry[] = [];
  for (let at = 0; at < tail.length; at += BLOCKS_AT_ONCE)
    for (const { line } of await linesOfTail(db, filter, tail.slice(at, at + BLOCKS_AT_ONCE))) {
      const entry = entryOf(line);
      if (entry) entries.push({ at: entry.at, values: facetsOf(entry) });
    }
  return entries;
}

/** A segment with at least one matching entry. */
interface Matching extends DatedSegment {
  /** Whether every entry of the segment that can be found matches. */
  isAll: boolean;
  count: number;
  postings: Postings;
}

async function matchingIn(db: D1Database, filter: LogFilter, segments: FoundSegment[]): Promise<Matching[]> {
  const span = spanOf(filter);
  const stretches = stretchesIn(segments);
  const times = await timesOf(db, stretches.filter((segment) => !isCovered(segment, span)).map(keyIn));
  const isAll = facetsOfFilter(filter).length === 0;
  return stretches.flatMap(({ postings: loadPostings, count, ...segment }): Matching[] => {
    const segmentTimes = times.get(keyOfSegment(segment));
    const all = loadPostings?.() ?? new Postings();
    if (!segmentTimes) return [{ ...segment, isAll, count, postings: all }];
    const postings = postingsWithin(all, segmentTimes, span);
    const within = postings.count();
    return within > 0 ? [{ ...segment, isAll: false, count: within, postings }] : [];
  });
}

const keyIn = ({ shard, first }: SegmentKey): SegmentKey => ({ shard, first });

async function countsOf(
  db: D1Database,
  facet: Facet,
  matching: Matching[],
  tail: TailEntry[],
): Promise<ValueCount[]> {
  const [complete, part] = split(matching, ({ isAll }) => isAll);
  const counts = await countsIn(db, facet, complete.map(keyIn));
  const postingsBySegment = new Map(part.map((segment) => [keyOfSegment(segment), segment.postings]));
  for (let at = 0; at < part.length; at += SEGMENTS_AT_ONCE)
    for (const row of await valuesIn(db, facet, part.slice(at, at + SEGMENTS_AT_ONCE).map(keyIn))) {
      const postings = postingsBySegment.get(keyOfSegment(row));
      if (postings) addCount(counts, row.value, countWithin(row.postings, postings));
    }
  for (const { values } of tail)
    for (const [name, value] of values) if (name === facet) addCount(counts, value, 1);
  return [...counts.values()]
    .filter(({ entries }) => entries > 0)
    .sort((a, b) => b.entries - a.entries || (a.value < b.value ? -1 : 1))
    .slice(0, VALUES_MAX);
}

const DELIVERY: [Facet, string] = ['kind', 'delivery'];
const REFUSAL: [Facet, string] = ['outcome', 'deny'];

/**
 * Entries, deliveries and refusals of each step; other entries, such as notices, are neither. A segment that
 * lies within one step adds its count; entries of other segments are counted by their times.
 */
async function timelineOf(
  db: D1Database,
  { steps, matching, tail }: { steps: Step[]; matching: Matching[]; tail: TailEntry[] },
): Promise<TimePoint[]> {
  const read = ([facet, value]: [Facet, string]) => postingsOf(db, matching.map(keyIn), [facet, [value]]);
  const [delivered, refused] = await Promise.all([read(DELIVERY), read(REFUSAL)]);
  const points = steps.map(({ from }): TimePoint => ({ at: from, entries: 0, deliveries: 0, refusals: 0 }));
  const startsMs = steps.map(({ from }) => Date.parse(from));
  const stepAt = (ms: number) => points[startsMs.findLastIndex((startMs) => startMs <= ms)];
  const cut = matching.filter(
    ({ firstAt, lastAt }) => stepAt(Date.parse(firstAt)) !== stepAt(Date.parse(lastAt)),
  );
  const times = await timesOf(db, cut.map(keyIn));
  const add = (ms: number, counts: Omit<TimePoint, 'at'>) => {
    const point = stepAt(ms);
    if (!point) return;
    point.entries += counts.entries;
    point.deliveries += counts.deliveries;
    point.refusals += counts.refusals;
  };
  for (const { count, postings, ...segment } of matching) {
    const key = keyOfSegment(segment);
    const segmentTimes = times.get(key);
    const deliveries = delivered.get(key)?.and(postings) ?? new Postings();
    const refusals = refused.get(key)?.and(postings) ?? new Postings();
    if (!segmentTimes)
      add(Date.parse(segment.firstAt), {
        entries: count,
        deliveries: deliveries.count(),
        refusals: refusals.count(),
      });
    else
      for (const offset of postings.offsets())
        add(segmentTimes[offset] ?? 0, {
          entries: 1,
          deliveries: Number(deliveries.has(offset)),
          refusals: Number(refusals.has(offset)),
        });
  }
  for (const { at, values } of tail) {
    const has = ([facet, value]: [Facet, string]) =>
      Number(values.some(([ownFacet, ownValue]) => ownFacet === facet && ownValue === value));
    add(Date.parse(at), { entries: 1, deliveries: has(DELIVERY), refusals: has(REFUSAL) });
  }
  return points;
}

/** Covers all matches. The first and last steps are cut at the bounds of the requested span. */
function timeOf(
  filter: LogFilter,
  { times, zone }: { times: Pick<DatedSegment, 'firstAt' | 'lastAt'>[]; zone: string },
): { every: Every; steps: Step[] } {
  const firsts = times.map(({ firstAt }) => firstAt).sort();
  const lasts = times.map(({ lastAt }) => lastAt).sort();
  const [first, last] = [firsts[0], lasts.at(-1)];
  if (first === undefined || last === undefined) return { every: 'day', steps: [] };
  const from = Math.max(Date.parse(first), filter.from ? Date.parse(filter.from) : 0);
  const to = Math.min(Date.parse(last) + 1, filter.to ? Date.parse(filter.to) : Number.POSITIVE_INFINITY);
  const { every, steps } = stepsOf(from, to, zone);
  const cut = steps.map((step) => ({
    from: filter.from !== undefined && filter.from > step.from ? filter.from : step.from,
    to: filter.to !== undefined && filter.to < step.to ? filter.to : step.to,
  }));
  return { every, steps: cut };
}

function split<T>(all: T[], is: (element: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((value) => !is(value))];
}
