/** Limits of statements, with unit and reason. */

/** After the end of its period: clocks of two machines differ by less, and no entry of the period is written after it. */
export const CLOSE_GRACE_MS = 60_000;

/** Units that one adjustment adds or takes: more than any agency sells, and exact as a number. */
export const ADJUSTMENT_UNITS_MAX = 1_000_000_000;

/** Characters of the name of a period: `2026-03-17`, with room for one that is refused. */
export const PERIOD_CHARS_MAX = 40;

/** Characters of a reason: a paragraph of a letter. */
export const REASON_CHARS_MAX = 1_000;

/** Characters of what the agency's own books call an adjustment. */
export const REFERENCE_CHARS_MAX = 200;

/** Months of the month-end grid: a financial year. */
export const GRID_MONTHS = 12;

/** Characters that licenses are searched by. */
export const SEARCH_CHARS_MAX = 200;

/** Statements that one read for the CSV takes: about 1 MB. */
export const CSV_ROWS_AT_ONCE = 2_000;
