/** Limits of running rules over the log, with unit and reason. */

/** How much one call does. */
export interface Bounds {
  entriesMax: number;
  articlesMax: number;
}

/** About a second of work and 4 MB of bodies; each article is up to 11 statements of D1, which allows 1,000 an invocation. */
export const BOUNDS: Bounds = { entriesMax: 2_000, articlesMax: 80 };

/** Entries shown of one kind of change, and of all. */
export const EXAMPLES_OF_EACH = 3;
export const EXAMPLES_MAX = 30;

/** Rows of one list of totals, as the caller sends them back: titles of all licenses, days of some years. */
export const TOTALS_ROWS_MAX = 5_000;

/** Units of an article that is not through, as the caller sends them back. */
export const OPEN_UNITS_MAX = 5_000;

/** Parts of the log of one article before the period that are read to see what was on the bill: 10,000 entries. */
export const EARLIER_CALLS_MAX = 5;
