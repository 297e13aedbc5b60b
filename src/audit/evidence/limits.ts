/** Limits of an evidence pack, with unit and reason. */

/**
 * Entries of one pack and their UTF-8 bytes: a file of about 300 MB, read by some 420 of the 1,000 statements
 * that D1 allows a request.
 */
export const ENTRIES_MAX = 100_000;
export const ENTRIES_BYTES_MAX = 150_000_000;
/**
 * What a pack that is read holds in memory, bytes: a page of entries and what is made of it; for each entry
 * its position, its size, and what it was judged on, if that is a policy of its own.
 */
export const PACK_BYTES = 3_000_000;
export const PACK_ENTRY_BYTES = 100;
/**
 * Licenses of one pack: five statements of D1 and two calls of an object each, 500 beside those of the
 * entries.
 */
export const LICENSES_MAX = 80;
/** Hashes that an object is asked for at once: some milliseconds of its time. */
export const SUBTREES_AT_ONCE = 1_000;
/** Restrictions that one statement looks up. */
export const RESTRICTIONS_AT_ONCE = 200;
/** Versions of an article whose block digests are given: what is beyond has none. */
export const TEXTS_MAX = 100;
/** How often, and milliseconds after which, D1 is asked again for entries that the checkpoint covers and that are on their way to it. */
export const DRAIN_TRIES_MAX = 10;
export const DRAIN_WAIT_MS = 500;
/** Seconds after which to ask again for what no checkpoint covers yet. */
export const CHECKPOINT_WAIT_S = 60;
