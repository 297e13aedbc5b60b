/** Rows that one read scans. Rows that are not for the license are skipped in strides of this size. */
export const SCAN_ROWS_MAX = 2_000;
/**
 * Reads of a request that finds nothing, before it returns an empty page with a cursor that is further on.
 */
export const STRETCHES_MAX = 3;
/**
 * Rows judged one by one in one attempt, with at most two reads of D1 each. Three attempts and the polls of a
 * waiting request stay below the platform's 1,000 subrequests a request.
 */
export const ROWS_JUDGED_MAX = 140;
export const OPEN_STATES_MAX = 20;

/** Seconds that a request may wait for a change. Proxies and clients commonly time out after 60. */
export const WAIT_MAX_S = 30;
/**
 * Milliseconds between two polls of the end of the sequence. All waiting requests of an isolate share them.
 */
export const POLL_EVERY_MS = 500;

/**
 * Corrections that a feed names by id for the stopped items of one page: more than any newsroom makes for a
 * page.
 */
export const CORRECTIONS_MAX = 1_000;
