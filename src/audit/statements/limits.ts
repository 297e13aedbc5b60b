/** Limits of statements, with unit and reason. */

/** Wait after the end of a period, milliseconds: clocks differ by less, so no entry of the period follows. */
export const CLOSE_GRACE_MS = 60_000;

/**
 * Time within which a shard learns of a new version of a license, milliseconds: usually before the desk gets
 * its answer, otherwise with the shard's next alarm.
 */
export const LATE_VERSION_MS = 86_400_000;

/** Units of one adjustment: more than any agency sells, and exact as a number. */
export const ADJUSTMENT_UNITS_MAX = 1_000_000_000;

/** Characters of a period's name: `2026-03-17`, with room for an invalid one. */
export const PERIOD_CHARS_MAX = 40;

/** Characters of a reason: a paragraph of a letter. */
export const REASON_CHARS_MAX = 1_000;

/** Characters of the agency's own reference. */
export const REFERENCE_CHARS_MAX = 200;

/** Months of the month-end grid: a financial year. */
export const GRID_MONTHS = 12;

/** Characters of a license search. */
export const SEARCH_CHARS_MAX = 200;

/** Statements of one read for the CSV: about 1 MB. */
export const CSV_ROWS_AT_ONCE = 2_000;
