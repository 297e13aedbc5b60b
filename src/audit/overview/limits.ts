/** Limits of the overview, with unit and reason. */

/** Lines of each part: what one takes in at a glance. The list that it leads to has all. */
export const LINES_MAX = 5;
/** A part counts so far and no further: who has a thousand waiting need not know how many more. */
export const COUNTED_MAX = 1_000;

/** Days of figures by the hour: thirty days and the thirty before them, in any time zone. */
export const ACTIVITY_DAYS = 61;
/** Days before it expires at which a key should be rotated. */
export const KEY_EXPIRING_DAYS = 14;
/** Days without a token after which something at the partner may be broken. */
export const KEY_SILENT_DAYS = 7;
/** Days before the end of a license at which it is time to talk of the next one. */
export const ENDING_DAYS = 60;
/** Share of a quota at which it is nearly used. */
export const QUOTA_SHARE = 0.8;
/** Milliseconds that the overview waits for an object: the rest of it is not kept from anyone who looks. */
export const OBJECT_TIMEOUT_MS = 1_000;
