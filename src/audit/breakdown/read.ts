/**
 * How often what matches is of which time, partner, section and reason: exactly what the list has, however it is filtered. Segments that
 * count whole are summed by what they are sealed with; of others the places of a value and of the filter are laid over each other.
 */
import { BLOCKS_AT_ONCE } from '../../ledger/blocks/limits.ts';
import { type Facet, facetsOf } from '../../ledger/segments/facets.ts';
import {
  countsIn,
  type DatedSegment,
  keyOfSegment,
  placesOf,
  placesWithin,
  type SegmentKey,
  timesOf,
  valuesIn,
} from '../../ledger/segments/find.ts';
import { countWithin, Places } from '../../ledger/segments/places.ts';
import { entryOf } from '../../ledger/segments/segment.ts';
import { facetsOfFilter, type LogFilter, spanOf } from '../search/filter.ts';
import { type Look, linesOfTail, lookAt } from '../search/store.ts';
import { type FoundSegment, isWhole, stretchesIn } from '../search/stretches.ts';
import { SEGMENTS_AT_ONCE, VALUES_MAX } from './limits.ts';
import { type Every, type Step, stepsOf } from './steps.ts';

export interface TimePoint {
  /** ISO 8601 UTC: where it begins. */
  at: string;
  entries: number;
  refusals: number;
}

export interface ValueCount {
  value: string;
  entries: number;
}

export interface Breakdown<F extends Facet> {
  every: Every;
  /** ISO 8601 UTC: where the last step ends. Null: nothing matches. */
  to: string | null;
  timeline: TimePoint[];
  /** Of each facet, the values that most entries have. */
  by: Record<F, ValueCount[]>;
}

export async function breakDown<F extends Facet>(
  db: D1Database,
  filter: LogFilter,
  { zone, facets }: { zone: string; facets: readonly F[] },
): Promise<Breakdown<F>> {
  const look = await lookAt(db, { filter, order: 'desc', limit: 1 });
  const tail = await tailOf(db, filter, look);
  const matching = await matchingIn(db, filter, look.segments);
  const { every, steps } = timeOf(filter, {
    times: [...matching, ...tail.map(({ at }) => ({ firstAt: at, lastAt: at }))],
    zone,
  });
  const [timeline, ...counted] = await Promise.all([
    timelineOf(db, filter, { steps, matching, tail }),
    ...facets.map((facet) => countsOf(db, facet, matching, tail)),
  ]);
  return {
    every,
    to: steps.at(-1)?.to ?? null,
    timeline,
    by: Object.fromEntries(facets.map((facet, place) => [facet, counted[place] ?? []])) as Breakdown<F>['by'],
  };
}

/** The values of a tail entry that are counted. */
interface TailEntry {
  at: string;
  values: [Facet, string][];
}

async function tailOf(db: D1Database, filter: LogFilter, { tail }: Look): Promise<TailEntry[]> {
  const found: TailEntry[] = [];
  for (let at = 0; at < tail.length; at += BLOCKS_AT_ONCE)
    for (const { line } of await linesOfTail(db, filter, tail.slice(at, at + BLOCKS_AT_ONCE))) {
      const entry = entryOf(line);
      if (entry) found.push({ at: entry.at, values: facetsOf(entry) });
    }
  return found;
}

/** A segment with at least one matching entry. */
interface Matching extends DatedSegment {
  /** Whether every entry of the segment that can be found matches. */
  isAll: boolean;
  count: number;
  places: Places;
}

async function matchingIn(db: D1Database, filter: LogFilter, segments: FoundSegment[]): Promise<Matching[]> {
  const span = spanOf(filter);
  const stretches = stretchesIn(segments);
  const times = await timesOf(db, stretches.filter((stretch) => !isWhole(stretch, span)).map(keyIn));
  const isAll = facetsOfFilter(filter).length === 0;
  return stretches.flatMap(({ places: placesIn, count, ...segment }): Matching[] => {
    const segmentTimes = times.get(keyOfSegment(segment));
    const all = placesIn?.() ?? new Places();
    if (!segmentTimes) return [{ ...segment, isAll, count, places: all }];
    const places = placesWithin(all, segmentTimes, span);
    const within = places.count();
    return within > 0 ? [{ ...segment, isAll: false, count: within, places }] : [];
  });
}

const keyIn = ({ shard, first }: SegmentKey): SegmentKey => ({ shard, first });

async function countsOf(
  db: D1Database,
  facet: Facet,
  matching: Matching[],
  tail: TailEntry[],
): Promise<ValueCount[]> {
  const [whole, part] = split(matching, ({ isAll }) => isAll);
  const counts = await countsIn(db, facet, whole.map(keyIn));
  const add = (value: string, entries: number) => counts.set(value, (counts.get(value) ?? 0) + entries);
  const placesBy = new Map(part.map((segment) => [keyOfSegment(segment), segment.places]));
  for (let at = 0; at < part.length; at += SEGMENTS_AT_ONCE)
    for (const row of await valuesIn(db, facet, part.slice(at, at + SEGMENTS_AT_ONCE).map(keyIn))) {
      const places = placesBy.get(keyOfSegment(row));
      if (places) add(row.value, countWithin(row.places, places));
    }
  for (const { values } of tail) for (const [name, value] of values) if (name === facet) add(value, 1);
  return [...counts]
    .map(([value, entries]) => ({ value, entries }))
    .filter(({ entries }) => entries > 0)
    .sort((one, other) => other.entries - one.entries || (one.value < other.value ? -1 : 1))
    .slice(0, VALUES_MAX);
}

/**
 * Entries and refusals of each step. A segment that lies within one step adds its count; entries of other
 * segments are counted by their times.
 */
async function timelineOf(
  db: D1Database,
  filter: LogFilter,
  { steps, matching, tail }: { steps: Step[]; matching: Matching[]; tail: TailEntry[] },
): Promise<TimePoint[]> {
  const { outcome } = filter;
  const refused =
    outcome === undefined
      ? await placesOf(db, matching.map(keyIn), ['outcome', ['deny']])
      : new Map<string, Places>();
  const points = steps.map(({ from }): TimePoint => ({ at: from, entries: 0, refusals: 0 }));
  const stepAt = (at: string) => points[steps.findLastIndex(({ from }) => from <= at)];
  const cut = matching.filter(({ firstAt, lastAt }) => stepAt(firstAt) !== stepAt(lastAt));
  const times = await timesOf(db, cut.map(keyIn));
  const add = (at: string, entries: number, refusals: number) => {
    const point = stepAt(at);
    if (!point) return;
    point.entries += entries;
    point.refusals += outcome === 'deny' ? entries : refusals;
  };
  for (const { count, places, ...segment } of matching) {
    const segmentTimes = times.get(keyOfSegment(segment));
    const denied = refused.get(keyOfSegment(segment))?.and(places) ?? new Places();
    if (!segmentTimes) add(segment.firstAt, count, denied.count());
    else
      for (const offset of places.offsets())
        add(new Date(segmentTimes[offset] ?? 0).toISOString(), 1, denied.has(offset) ? 1 : 0);
  }
  for (const { at, values } of tail)
    add(at, 1, values.some(([facet, value]) => facet === 'outcome' && value === 'deny') ? 1 : 0);
  return points;
}

/** As long as there is anything; the first step and the last are cut where the span that was asked for begins and ends. */
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

function split<T>(all: T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}
