/** Limits of the reports of the log, with unit and reason. */

/** Entries that one statement looks up by number: about 1 MB of bodies, well within what one D1 answer carries. */
export const ENTRIES_READ_AT_ONCE = 1_000;
