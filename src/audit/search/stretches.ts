/** Decides which segments and blocks of the log are read next, and when no other can add to a page. Pure. */
import type { SegmentKey } from '../../ledger/segments/find.ts';
import { Places, unpackPlaces } from '../../ledger/segments/places.ts';
import type { EntryPosition } from '../place.ts';
import { type Search, spanOf } from './filter.ts';

interface Times {
  /** Of all its entries, ISO 8601 UTC. */
  firstAt: string;
  lastAt: string;
}

/** A segment in which every value asked for occurs. */
export interface FoundSegment extends SegmentKey, Times {
  /**
   * For each value, in the order of `facetsOfFilter`: how many entries have it, and which ones (the union of
   * the texts).
   */
  places: { count: number; texts: string[] }[];
}

/** A block of the tail. `count`: all of its entries, whether they match or not. */
export interface TailBlock extends SegmentKey, Times {
  count: number;
}

/** The entries of one segment that have every value of the filter, or a block of the tail. */
export interface Stretch extends TailBlock {
  /** Null: not known, in a block of the tail. */
  places: (() => Places) | null;
}

export const ofTail = (block: TailBlock): Stretch => ({ ...block, places: null });

/** Those of the segments in which all values meet. */
export function stretchesIn(segments: FoundSegment[]): Stretch[] {
  return segments.flatMap(({ places: all, ...segment }): Stretch[] => {
    const [only, ...others] = all;
    // Most are asked for one value, and of most segments nothing but the count is.
    if (only && others.length === 0)
      return [{ ...segment, count: only.count, places: () => anyOf(only.texts) }];
    const places = all.map(({ texts }) => anyOf(texts)).reduce((a, b) => a.and(b));
    const count = places.count();
    return count > 0 ? [{ ...segment, count, places: () => places }] : [];
  });
}

const anyOf = (texts: string[]): Places => texts.map(unpackPlaces).reduce((a, b) => a.or(b), new Places());

/** Whether the span covers the whole segment, so that its places are counted without their times. */
export function isWhole({ firstAt, lastAt }: Times, { from, to }: ReturnType<typeof spanOf>): boolean {
  return firstAt >= from && lastAt < to;
}

/** Whether an entry of this segment may stand before the last of a page. Undefined: the page is not full. */
export function mayComeBefore(
  { firstAt, lastAt }: Times,
  last: EntryPosition | undefined,
  { order }: Pick<Search, 'order'>,
): boolean {
  if (!last) return true;
  return order === 'desc' ? lastAt >= last.at : firstAt <= last.at;
}

/** In the order of the list. */
export function compareStretches({ order }: Pick<Search, 'order'>, a: Times, b: Times): number {
  return order === 'desc' ? compare(b.lastAt, a.lastAt) : compare(a.firstAt, b.firstAt);
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

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
    // A block of few entries may be as large as a full one.
    entries += stretch.places ? stretch.count : Math.max(stretch.count, BLOCK_ENTRIES);
    if (taken.length > 0 && (entries > entriesMax || (missing > 0 && expected >= missing))) break;
    taken.push(stretch);
    expected += stretch.count * shareAsked(stretch, search);
  }
  return taken;
}

const BLOCK_ENTRIES = 256;

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
