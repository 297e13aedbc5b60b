/** Limits of exports, with unit and reason. */

/** Entries that are read and written at once: a megabyte or two, and a million of them in 800 of the 1,000 statements that D1 allows. */
export const ENTRIES_AT_ONCE = 1_250;
/** What was written this short a time ago may bear an earlier time than ours: clocks of two machines differ. */
export const CLOCKS_APART_MS = 1_000;
