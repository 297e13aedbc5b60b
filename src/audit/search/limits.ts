/** Limits of a search of the log, with unit and reason. */
/** Characters of a value in a search: the longest are rules of uploaded policies, which have IRIs. */
export const VALUE_CHARS_MAX = 2_000;

export interface SearchLimits {
  /** Segments in the first lookup. */
  segmentsFirst: number;
  /** Segments in each further lookup. */
  segmentsMore: number;
  /** Entries that one statement looks up by number. */
  lookedUp: number;
}

export const SEARCH_LIMITS: SearchLimits = {
  /** Enough for most pages; about 16 KB for each value with dense postings. */
  segmentsFirst: 24,
  /** About 175 KB for each value. */
  segmentsMore: 256,
  /** A hundredth of a second of D1 time. */
  lookedUp: 16_384,
};
