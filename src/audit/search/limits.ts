/** Limits of a search of the log, with unit and reason. */
/** Characters of a value that is searched for: the longest are rules of uploaded policies, named by their IRI. */
export const VALUE_CHARS_MAX = 2_000;

export interface SearchLimits {
  /** Segments whose places are looked at first. */
  segmentsFirst: number;
  /** And with each further look. */
  segmentsMore: number;
  /** Entries that one statement looks up by their number. */
  lookedUp: number;
}

export const SEARCH_LIMITS: SearchLimits = {
  /** Enough for most pages, and about 16 KB a value of dense places. */
  segmentsFirst: 24,
  /** About 175 KB a value. */
  segmentsMore: 256,
  /** A hundredth of a second of D1's time. */
  lookedUp: 16_384,
};
