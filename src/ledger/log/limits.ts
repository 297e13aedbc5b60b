/** Limits of the log of an object, with unit and reason. */

/**
 * Entries of one pack: deflated, they take a quarter of their text, and inflating all to read one takes 0.3
 * ms.
 */
export const PACK_ENTRIES_MAX = 256;
/**
 * Characters of the lines in one row of the log. A character is at most three bytes, so a row stays below
 * SQLite's 2 MB even if its text does not deflate. A single line may have all of `ENTRY_BYTES_MAX`.
 */
export const ROW_CHARS_MAX = 500_000;
/**
 * Rows of the write-ahead ring. The slot of a row follows from the sequence of its first entry. At most
 * `PACK_ENTRIES_MAX` entries are unpacked, so no slot is overwritten while its row is needed.
 */
export const WAL_SLOTS = 2 * PACK_ENTRIES_MAX;

/**
 * Entries from one checkpoint to the next: with fewer, pages are written too often; more take too long to
 * replay at the start (100 ms for 8,192). If many trees grow, there are four entries for each, so that
 * writing a page replaces writing four rows, up to the maximum.
 */
export const CHECKPOINT_ENTRIES_MIN = 8_192;
export const CHECKPOINT_ENTRIES_MAX = 32_768;
export const CHECKPOINT_ENTRIES_PER_TREE = 4;
/** Bytes of changes that are not written: an object has 128 MB, and its caches take a third. */
export const CHECKPOINT_WEIGHT_MAX = 8_000_000;
/**
 * Milliseconds after which a checkpoint is made with fewer entries, so that a start replays at most an hour.
 */
export const CHECKPOINT_INTERVAL_MS = 3_600_000;
/** Pages that one step of a checkpoint writes. It takes up to 5 ms, for which a delivery may have to wait. */
export const CHECKPOINT_STEP_PAGES = 8;

/** Bytes of clean pages in memory: a page in use for each of 100 licenses is a tenth of it. */
export const TREES_WEIGHT_MAX = 8_000_000;
export const HOLDINGS_WEIGHT_MAX = 16_000_000;
/** Pages of either kind in memory. */
export const PAGES_MAX = 20_000;
/** Items whose number is in memory. */
export const ITEMS_MAX = 20_000;
/**
 * Items of one page of holdings. They were delivered at about the same time, and are likely to be read
 * together.
 */
export const PAGE_ITEMS = 256;
/**
 * Characters up to which a checkpoint appends to the last row of a page. It is all that the checkpoint writes
 * again, and large enough that a page has few rows.
 */
export const HOLDINGS_ROW_CHARS = 16_000;
/** Characters of a row of holdings, as `ROW_CHARS_MAX`. */
export const PAGE_CHARS_MAX = 500_000;
