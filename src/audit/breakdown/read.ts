/**
 * How often what matches is of which time, partner, section and reason: exactly what the list has, however it is filtered. Segments that
 * count whole are summed by what they are sealed with; of others the places of a value and of the filter are laid over each other.
 */
import { type Facet, facetsOf } from '../../ledger/segments/facets.ts';
import { countWithin, Places, SEGMENT_NUMBERS_MAX } from '../../ledger/segments/places.ts';
import type { Entry } from '../../ledger/types.ts';
import { facetsAsked, type LogFilter, spanOf } from '../search/filter.ts';
import { countLog } from '../search/search.ts';
import { type Look, lookAtAll } from '../search/store.ts';
import { isWhole, numbersIn as numbersOfStretch, stretchesIn } from '../search/stretches.ts';
import { LOOKED_UP_MAX, VALUES_MAX } from './limits.ts';
import { type Every, type Step, stepsOf } from './steps.ts';
import { numbersIn, numbersOf, placesOf, sumsOf } from './store.ts';

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
  const look = await lookAtAll(db, filter);
  const tail = look.tail.map((body) => JSON.parse(body) as Entry);
  const matching = await matchingIn(db, filter, look);
  const { every, steps } = timeOf(filter, { look, tail, zone });
  const [timeline, ...counted] = await Promise.all([
    Promise.all(steps.map((step) => pointOf(db, filter, step))),
    ...facets.map((facet) => countsOf(db, facet, matching, tail)),
  ]);
  return {
    every,
    to: steps.at(-1)?.to ?? null,
    timeline,
    by: Object.fromEntries(facets.map((facet, place) => [facet, counted[place] ?? []])) as Breakdown<F>['by'],
  };
}

/** By the number of a segment's first entry. */
interface Matching {
  /** All entries match. */
  whole: number[];
  /** Only these do. */
  part: Map<number, Places>;
}

async function matchingIn(db: D1Database, filter: LogFilter, { segments }: Look<unknown>): Promise<Matching> {
  const span = spanOf(filter);
  if (facetsAsked(filter).length === 0) {
    const [whole, cut] = split(segments, (segment) => isWhole(segment, span));
    const firsts = cut.map(({ first }) => first);
    const numbers = await numbersOf(db, firsts, SEGMENT_NUMBERS_MAX, span);
    return { whole: whole.map(({ first }) => first), part: placesBy(firsts, numbers) };
  }
  const [whole, cut] = split(stretchesIn(segments), (stretch) => isWhole(stretch, span));
  const numbers = cut.flatMap(numbersOfStretch);
  const there: number[] = [];
  for (let at = 0; at < numbers.length; at += LOOKED_UP_MAX)
    there.push(...(await numbersIn(db, numbers.slice(at, at + LOOKED_UP_MAX), span)));
  const part = placesBy(
    cut.map(({ first }) => first),
    there,
  );
  for (const stretch of whole) part.set(stretch.first, stretch.places());
  return { whole: [], part };
}

/** What a segment is asked beyond its own end belongs to the next one, and is no place of its values. */
function placesBy(firsts: number[], numbers: number[]): Map<number, Places> {
  const part = new Map(firsts.map((first) => [first, new Places()]));
  for (const number of numbers)
    for (const [first, places] of part)
      if (number >= first && number < first + SEGMENT_NUMBERS_MAX) places.add(number - first);
  return part;
}

async function countsOf(
  db: D1Database,
  facet: Facet,
  { whole, part }: Matching,
  tail: Entry[],
): Promise<ValueCount[]> {
  const [sums, rows] = await Promise.all([sumsOf(db, facet, whole), placesOf(db, facet, [...part.keys()])]);
  const counts = new Map(sums);
  const add = (value: string, entries: number) => counts.set(value, (counts.get(value) ?? 0) + entries);
  for (const { segment, value, places } of rows) {
    const matching = part.get(segment);
    if (matching) add(value, countWithin(places, matching));
  }
  for (const entry of tail) for (const [own, value] of facetsOf(entry)) if (own === facet) add(value, 1);
  return [...counts]
    .map(([value, entries]) => ({ value, entries }))
    .filter(({ entries }) => entries > 0)
    .sort((one, other) => other.entries - one.entries || (one.value < other.value ? -1 : 1))
    .slice(0, VALUES_MAX);
}

/** As long as there is anything; the first step and the last are cut where the span that was asked for begins and ends. */
function timeOf(
  filter: LogFilter,
  { look, tail, zone }: { look: Look<unknown>; tail: Entry[]; zone: string },
): { every: Every; steps: Step[] } {
  const { segments } = look;
  const firsts = [...segments.map(({ firstAt }) => firstAt), ...tail.map(({ at }) => at)].sort();
  const lasts = [...segments.map(({ lastAt }) => lastAt), ...tail.map(({ at }) => at)].sort();
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

async function pointOf(db: D1Database, filter: LogFilter, { from, to }: Step): Promise<TimePoint> {
  const within = { ...filter, from, to };
  const { outcome } = filter;
  const [entries, refusals] = await Promise.all([
    countLog(db, within),
    outcome === undefined ? countLog(db, { ...within, outcome: 'deny' }) : undefined,
  ]);
  return { at: from, entries, refusals: refusals ?? (outcome === 'deny' ? entries : 0) };
}

function split<T>(all: T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}
