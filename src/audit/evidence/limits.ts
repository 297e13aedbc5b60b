/** Limits of an evidence pack, with unit and reason. */

/**
 * Entries of one pack and their UTF-8 bytes: a file of about 300 MB, read by some 420 of the 1,000 statements
 * that D1 allows a request.
 */
export const ENTRIES_MAX = 100_000;
export const ENTRIES_BYTES_MAX = 150_000_000;
/**
 * Memory of a pack that is being read, bytes: a page of entries and its output; and for each entry its
 * position, its size, and a policy of its own if it has one.
 */
export const PACK_BYTES = 3_000_000;
export const PACK_ENTRY_BYTES = 100;
/**
 * Licenses of one pack: each takes five statements of D1 and two calls of a shard, 500 in total besides those
 * of the entries.
 */
export const LICENSES_MAX = 80;
/** Hashes requested from a shard at once: some milliseconds of its time. */
export const SUBTREES_AT_ONCE = 1_000;
/** Restrictions in one lookup. */
export const RESTRICTIONS_AT_ONCE = 200;
/** Versions of an article that get block digests. Later ones have none. */
export const TEXTS_MAX = 100;
/**
 * Number of retries, and milliseconds between them, for entries that the checkpoint covers and the shard has
 * not drained yet.
 */
export const DRAIN_TRIES_MAX = 10;
export const DRAIN_WAIT_MS = 500;
/** Seconds to wait before a retry when no checkpoint covers the entries. */
export const CHECKPOINT_WAIT_S = 60;
