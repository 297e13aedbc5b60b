/** Limits and durations of following changes, with unit and reason. */

/** Rows of the sequence that one read looks at: where nothing is for the license, it is passed over in strides of this. */
export const SCAN_ROWS_MAX = 2_000;
/** Reads of one request that finds nothing, before it answers an empty page with a cursor that is further on. */
export const STRETCHES_MAX = 3;
/**
 * Rows of one attempt that are looked at one by one, with two reads of D1 each at most: three attempts and the looks of those who
 * wait stay below the 1,000 subrequests that the platform allows a request.
 */
export const ROWS_JUDGED_MAX = 140;
/** Earlier states of an item in which somebody could have had it. */
export const OPEN_STATES_MAX = 20;

/** Seconds that a request may wait for a change: proxies and clients commonly give up after 60. */
export const WAIT_MAX_S = 30;
/** Between two looks at the end of the sequence; all that wait in an isolate share them. Milliseconds. */
export const LOOK_EVERY_MS = 500;

/**
 * Corrections of one page's stopped items that a feed names each by its id: more than any newsroom makes of a
 * page.
 */
export const CORRECTIONS_MAX = 1_000;
