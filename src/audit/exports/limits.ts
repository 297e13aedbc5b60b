/** Limits of exports, with unit and reason. */

/**
 * What an export that is read holds in memory, bytes: positions, a page of entries, and what is made of it.
 */
export const EXPORT_BYTES = 5_000_000;
/** What was written this short a time ago may bear an earlier time than ours: clocks of two machines differ. */
export const CLOCKS_APART_MS = 1_000;
