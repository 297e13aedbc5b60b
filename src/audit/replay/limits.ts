/** Limits of running rules over the log, with unit and reason. */

/** Work of one call. */
export interface Bounds {
  entriesMax: number;
  articlesMax: number;
}

/**
 * About a second of work and 4 MB of bodies. Each article takes up to 11 statements of D1, which allows 1,000
 * an invocation.
 */
export const BOUNDS: Bounds = { entriesMax: 2_000, articlesMax: 80 };

/** Example entries for each kind of change, and in total. */
export const EXAMPLES_OF_EACH = 3;
export const EXAMPLES_MAX = 30;

/** Rows in one list of totals, which the caller sends back: titles of all licenses, days of some years. */
export const TOTALS_ROWS_MAX = 5_000;

/** Units of an unfinished article, which the caller sends back. */
export const OPEN_UNITS_MAX = 5_000;

/** Calls that read the log of one article before the period, to find billed units: 10,000 entries. */
export const EARLIER_CALLS_MAX = 5;
