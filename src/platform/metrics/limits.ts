/** Limits and durations of what isolates count, with unit and reason. */

/** From one writing to the next, milliseconds: monitoring looks every 15 seconds or more, and each is a row written. */
export const COUNTS_WRITE_MS = 10_000;
/** An isolate that has not written for so long is taken for gone, milliseconds; one that does come back begins anew. */
export const ISOLATE_GONE_MS = 60 * 60_000;
