/** Limits of exports, with unit and reason. */

/** Memory of an export that is being read, bytes: addresses, and a page of entries with its output. */
export const EXPORT_BYTES = 5_000_000;
/**
 * Milliseconds by which the clocks of two machines may differ: a recent entry may have an earlier date than
 * now.
 */
export const CLOCKS_APART_MS = 1_000;
