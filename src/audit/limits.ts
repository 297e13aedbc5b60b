/** Limits of the audit room, with unit and reason. */

/** Days of one report: ten years. Each month in it costs a millisecond of a calendar's work in some zones. */
export const PERIOD_DAYS_MAX = 3_660;
/** Characters of why a hold is placed or released: a file number and a sentence. It stands in the query of a DELETE. */
export const HOLD_REASON_CHARS_MAX = 300;
/**
 * Bodies of entries that exports and packs read at once, bytes: what takes a millisecond, doubled after so
 * many pages, up to what takes some twenty. With the look-up of positions, a million entries of a wire take some 910
 * of the 1,000 statements that D1 allows a request.
 */
export const PAGE_BYTES_MIN = 65_536;
export const PAGE_BYTES_MAX = 2_000_000;
export const PAGES_OF_A_SIZE = 16;
/** Entries of one page, however small. */
export const ENTRIES_AT_ONCE = 2_000;
/** Entries whose positions and sizes are looked up at once, by some six statements: 250 bytes each. */
export const POSITIONS_AT_ONCE = 16_000;
/**
 * Between two pages, milliseconds: on one machine D1 shares the thread, which looks at the network only when
 * it has nothing else to do.
 */
export const PAUSE_MS = 1;
