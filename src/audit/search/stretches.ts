/** Which segments of the log to look into next, and when no other can add to a page. Pure. */
import { type Places, unpackPlaces } from '../../ledger/segments/places.ts';
import type { EntryPosition } from '../place.ts';
import { type Search, spanOf } from './filter.ts';

/** A segment in which every value asked for occurs. */
export interface FoundSegment {
  /** Number of its first entry. */
  first: number;
  /** Of all its entries, ISO 8601 UTC. */
  firstAt: string;
  lastAt: string;
  /** Entries that have left D1 since. */
  gone: number;
  /** Of each value, in the order of `facetsAsked`: how many entries have it, and which. */
  places: { count: number; text: string }[];
}

/** The entries of one segment that have every value asked for. */
export interface Stretch extends Omit<FoundSegment, 'places'> {
  count: number;
  places(): Places;
}

/** Those of the segments in which all values meet. */
export function stretchesIn(segments: FoundSegment[]): Stretch[] {
  return segments.flatMap(({ places: all, ...segment }): Stretch[] => {
    const [only, ...others] = all;
    // Most are asked for one value, and of most segments nothing but the count is.
    if (only && others.length === 0)
      return [{ ...segment, count: only.count, places: () => unpackPlaces(only.text) }];
    const places = all.map(({ text }) => unpackPlaces(text)).reduce((one, other) => one.and(other));
    const count = places.count();
    return count > 0 ? [{ ...segment, count, places: () => places }] : [];
  });
}

/** Numbers of the entries. */
export const numbersIn = (stretch: Stretch): number[] =>
  stretch
    .places()
    .offsets()
    .map((offset) => stretch.first + offset);

/** Whether the places alone tell how many there are: all of its time was asked for, and all entries are there. */
export function isWhole(
  { firstAt, lastAt, gone }: Pick<Stretch, 'firstAt' | 'lastAt' | 'gone'>,
  { from, to }: ReturnType<typeof spanOf>,
): boolean {
  return gone === 0 && firstAt >= from && lastAt < to;
}

/** Whether an entry of this segment may stand before the last of a page. Undefined: the page is not full. */
export function mayComeBefore(
  { firstAt, lastAt }: Pick<Stretch, 'firstAt' | 'lastAt'>,
  last: EntryPosition | undefined,
  { order }: Pick<Search, 'order'>,
): boolean {
  if (!last) return true;
  return order === 'desc' ? lastAt >= last.at : firstAt <= last.at;
}

/**
 * Of those that may add to the page, in the order of the list, as many as probably have the entries that are missing: how many of a
 * segment lie in the time asked for is guessed by its share of it, and a wrong guess costs another look. Of a page that is full
 * already, all. At least one, and beyond that no more than `entriesMax` entries.
 */
export function nextToRead(
  waiting: Stretch[],
  search: Search,
  { missing, entriesMax }: { missing: number; entriesMax: number },
): Stretch[] {
  const taken: Stretch[] = [];
  let expected = 0;
  let entries = 0;
  for (const stretch of waiting) {
    entries += stretch.count;
    if (taken.length > 0 && (entries > entriesMax || (missing > 0 && expected >= missing))) break;
    taken.push(stretch);
    expected += stretch.count * shareAsked(stretch, search);
  }
  return taken;
}

/** The part of a segment's time that a page can have entries of, from 0 to 1. */
function shareAsked({ firstAt, lastAt }: Stretch, { filter, order, after }: Search): number {
  const { from, to } = spanOf(filter);
  const begins = later(firstAt, later(from, order === 'asc' && after ? after.at : from));
  const ends = earlier(lastAt, earlier(to, order === 'desc' && after ? after.at : to));
  const [whole, asked] = [ms(lastAt) - ms(firstAt), ms(ends) - ms(begins)];
  return whole > 0 ? Math.max(0, asked) / whole : 1;
}

const ms = (iso: string): number => Date.parse(iso);
const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);
