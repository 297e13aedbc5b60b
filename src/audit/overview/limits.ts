/** Limits of the overview, with unit and reason. */

/** Lines of each part: as many as fit at a glance. The linked list has all. */
export const LINES_MAX = 5;
/** Partners to call about a recall that a line names. The recall has all. */
export const CALLS_MAX = 3;
/** Counts stop here: a larger number does not help a reader. */
export const COUNTED_MAX = 1_000;

/** Days of hourly figures: thirty days and the thirty before them, in any time zone. */
export const ACTIVITY_DAYS = 61;
/** Days before the expiry of a key at which it should be rotated. */
export const KEY_EXPIRING_DAYS = 14;
/** Days without a token after which the partner's system may be broken. */
export const KEY_SILENT_DAYS = 7;
/** Days before the end of a license at which a renewal is due. */
export const ENDING_DAYS = 60;
/** Share of a quota at which it is nearly used. */
export const QUOTA_SHARE = 0.8;
/** Milliseconds that the overview waits for a shard, so that a slow shard does not delay the rest. */
export const OBJECT_TIMEOUT_MS = 1_000;
