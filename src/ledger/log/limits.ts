/** Limits of the log of an object, with unit and reason. */

/** Entries of one pack: deflated together they take a quarter of their text, and one is read by inflating all, which takes 0.3 ms. */
export const PACK_ENTRIES_MAX = 256;
/**
 * Characters of the lines in one row of the log: three bytes each at the most, so that a row stays below SQLite's 2 MB also when its text
 * does not deflate. A line alone may have all of `ENTRY_BYTES_MAX`.
 */
export const ROW_CHARS_MAX = 500_000;
/**
 * Rows of the write-ahead ring, by the sequence of the first entry in them. What is not in a pack yet are at most `PACK_ENTRIES_MAX` entries, so
 * that a slot is never used again while its row is needed.
 */
export const WAL_SLOTS = 2 * PACK_ENTRIES_MAX;

/**
 * Entries from one checkpoint to the next: fewer would write a page too often, more take too long to replay at the start (100 ms for
 * 8,192). Where many trees grow it is four entries for each, so that a page stands for four rows at least, up to the second number.
 */
export const CHECKPOINT_ENTRIES_MIN = 4_096;
export const CHECKPOINT_ENTRIES_MAX = 32_768;
export const CHECKPOINT_ENTRIES_A_TREE = 4;
/** Characters of pages that are not written: an object has 128 MB, and its caches take a third. */
export const CHECKPOINT_WEIGHT_MAX = 8_000_000;
/** Without so many entries, a checkpoint is made after this, milliseconds: an object that starts replays an hour at the most. */
export const CHECKPOINT_EVERY_MS = 3_600_000;
/** Pages that one step of a checkpoint writes: about 2 ms, for which a delivery may have to wait. */
export const CHECKPOINT_PAGES_AT_ONCE = 32;

/** Characters of clean pages in memory: a hot page of each of 100 licenses is a tenth of it. */
export const TREES_WEIGHT_MAX = 8_000_000;
export const HOLDINGS_WEIGHT_MAX = 16_000_000;
/** Pages of either kind in memory. */
export const PAGES_MAX = 20_000;
/** Items whose number is in memory. */
export const ITEMS_MAX = 20_000;
/** Items of one page of holdings: those that came at about the same time, and are asked for at about the same time. */
export const PAGE_ITEMS = 256;
/** Characters of a row of holdings, as `ROW_CHARS_MAX`; a page that has more takes several rows. */
export const PAGE_CHARS_MAX = 500_000;
