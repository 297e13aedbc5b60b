/** Limits of the audit room, with unit and reason. */

/** Days of one report: ten years. In some time zones each month costs a millisecond of calendar work. */
export const PERIOD_DAYS_MAX = 3_660;
/**
 * Characters of the reason of a hold or release: a file number and a sentence. It is in the query of a
 * DELETE.
 */
export const HOLD_REASON_CHARS_MAX = 300;
/**
 * Entries read at once by exports and packs: the first page takes about a millisecond; the size doubles every
 * so many pages, up to about twenty milliseconds. A million wire entries take about 760 of the 1,000
 * statements that D1 allows a request.
 */
export const ENTRIES_MIN = 64;
export const ENTRIES_MAX = 2_000;
export const PAGES_OF_A_SIZE = 16;
/** Entries whose positions and sizes are looked up at once, in about six statements: 250 bytes each. */
export const POSITIONS_AT_ONCE = 16_000;
/**
 * Pause between two pages, milliseconds. On one machine D1 shares the thread, which otherwise never serves
 * the network.
 */
export const PAUSE_MS = 1;
