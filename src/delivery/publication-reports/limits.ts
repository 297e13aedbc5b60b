/** Limits of what partners report, with unit and reason. */

/** Reports of one request: five calls of the ledger, and half a megabyte of JSON. A day of a large site is a few of them. */
export const REPORTS_MAX = 1_000;

/**
 * Fields of one record of a table: reports have a dozen columns, and other programs add some of their own.
 */
export const CSV_FIELDS_MAX = 100;
/** Reports of a license in a day: more than the largest sites publish, and 30 MB of the ledger's and of D1's. */
export const REPORTS_A_DAY_MAX = 50_000;
/** Faults that one answer tells: a person mends a table by them. */
export const FAULTS_TOLD_MAX = 100;
/** Characters of an address of a page. */
export const URL_CHARS_MAX = 2_000;
/** Characters of the partner's own name for a report. */
export const CLIENT_REF_CHARS_MAX = 100;
/** Characters of the uri of an item. */
export const URI_CHARS_MAX = 500;
/** Characters of a version, of a unit, and of what names a component. */
export const NAME_CHARS_MAX = 100;
/** Characters of what the desk notes on something that left by another door. */
export const EXTERNAL_NOTE_CHARS_MAX = 300;
/** Components of one report. */
export const COMPONENTS_MAX = 100;
/** How far a partner's clock may be ahead: what is reported has happened. Milliseconds. */
export const CLOCK_SKEW_MS = 5 * 60_000;
/** The largest figure: more people than there are, and still exact. */
export const FIGURE_MAX = 1e12;
