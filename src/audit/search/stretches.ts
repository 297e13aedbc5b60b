/** Decides which segments and blocks of the log are read next, and when a page is final. Pure. */
import type { SegmentKey } from '../../ledger/segments/find.ts';
import { Postings, unpackPostings } from '../../ledger/segments/postings.ts';
import type { EntryPosition } from '../entry-position.ts';
import { type Search, spanOf } from './filter.ts';

interface Times {
  /** Bounds of all entries, ISO 8601 UTC. */
  firstAt: string;
  lastAt: string;
}

/** A segment in which all values of the filter occur. */
export interface FoundSegment extends SegmentKey, Times {
  /**
   * For each value, in the order of `facetsOfFilter`: the number of entries, and their postings (the union of
   * the texts).
   */
  postings: { count: number; texts: string[] }[];
}

/** A block of the tail. `count`: all its entries, matching or not. */
export interface TailBlock extends SegmentKey, Times {
  count: number;
}

/** The matching entries of a segment, or a block of the tail. */
export interface Stretch extends TailBlock {
  /** Null for a block of the tail. */
  postings: (() => Postings) | null;
}

export const ofTail = (block: TailBlock): Stretch => ({ ...block, postings: null });

/** Segments with entries that match all values. */
export function stretchesIn(segments: FoundSegment[]): Stretch[] {
  return segments.flatMap(({ postings: all, ...segment }): Stretch[] => {
    const [only, ...rest] = all;
    // Shortcut: most searches have one value, and most segments are only counted.
    if (only && rest.length === 0)
      return [{ ...segment, count: only.count, postings: () => anyOf(only.texts) }];
    const postings = all.map(({ texts }) => anyOf(texts)).reduce((a, b) => a.and(b));
    const count = postings.count();
    return count > 0 ? [{ ...segment, count, postings: () => postings }] : [];
  });
}

const anyOf = (texts: string[]): Postings =>
  texts.map(unpackPostings).reduce((a, b) => a.or(b), new Postings());

/** Whether the span covers the whole segment, so that its entries are counted without their times. */
export function isCovered({ firstAt, lastAt }: Times, { from, to }: ReturnType<typeof spanOf>): boolean {
  return firstAt >= from && lastAt < to;
}

/**
 * Whether an entry of this segment may precede the last entry of the page. Undefined: the page is not full.
 */
export function mayComeBefore(
  { firstAt, lastAt }: Times,
  last: EntryPosition | undefined,
  { order }: Pick<Search, 'order'>,
): boolean {
  if (!last) return true;
  return order === 'desc' ? lastAt >= last.at : firstAt <= last.at;
}

/** In list order. */
export function compareStretches({ order }: Pick<Search, 'order'>, a: Times, b: Times): number {
  return order === 'desc' ? compare(b.lastAt, a.lastAt) : compare(a.firstAt, b.firstAt);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Stretches that may add to the page, in list order: as many as probably have the missing entries, estimated
 * from the overlap of time spans; a wrong estimate costs another lookup. If the page is full, all that may
 * precede its last entry. At least one stretch, and otherwise at most `entriesMax` entries.
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
    entries += stretch.postings ? stretch.count : Math.max(stretch.count, BLOCK_ENTRIES);
    if (taken.length > 0 && (entries > entriesMax || (missing > 0 && expected >= missing))) break;
    taken.push(stretch);
    expected += stretch.count * shareInSpan(stretch, search);
  }
  return taken;
}

const BLOCK_ENTRIES = 256;

/** Share of a segment's time span that the page may cover, from 0 to 1. */
function shareInSpan({ firstAt, lastAt }: Stretch, { filter, order, after }: Search): number {
  const { from, to } = spanOf(filter);
  const begins = later(firstAt, later(from, order === 'asc' && after ? after.at : from));
  const ends = earlier(lastAt, earlier(to, order === 'desc' && after ? after.at : to));
  const [segmentMs, spanMs] = [ms(lastAt) - ms(firstAt), ms(ends) - ms(begins)];
  return segmentMs > 0 ? Math.max(0, spanMs) / segmentMs : 1;
}

const ms = (iso: string): number => Date.parse(iso);
const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
