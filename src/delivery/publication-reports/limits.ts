/**
 * Reports of one request: five calls to the ledger and half a megabyte of JSON. A large site needs a few
 * requests a day.
 */
export const REPORTS_MAX = 1_000;

/** Fields of one CSV record: reports have a dozen columns, and other programs add some of their own. */
export const CSV_FIELDS_MAX = 100;
/**
 * Reports of a license in a day: more than the largest sites publish, and 30 MB each in the ledger and in D1.
 */
export const REPORTS_A_DAY_MAX = 50_000;
/** Faults in one response: a person fixes a table by them. */
export const FAULTS_LISTED_MAX = 100;
export const URL_CHARS_MAX = 2_000;
export const CLIENT_REF_CHARS_MAX = 100;
export const URI_CHARS_MAX = 500;
/** Characters of a version, a unit, or a component name. */
export const NAME_CHARS_MAX = 100;
/** Characters of the desk's note on an external delivery. */
export const EXTERNAL_NOTE_CHARS_MAX = 300;
export const COMPONENTS_MAX = 100;
/** Milliseconds that a partner's clock may be ahead, because reports concern the past. */
export const CLOCK_SKEW_MS = 5 * 60_000;
/** Largest figure: more than there are people, and still an exact number. */
export const FIGURE_MAX = 1e12;
