/** Limits of the overview, with unit and reason. */

/** Lines of each part: what one takes in at a glance. The list that it leads to has all. */
export const LINES_MAX = 5;
/** A part counts so far and no further: who has a thousand waiting need not know how many more. */
export const COUNTED_MAX = 1_000;

/** Days of figures by the hour: a month in any time zone. */
export const ACTIVITY_DAYS = 31;
/** Days before the end of a license at which it is time to talk of the next one. */
export const ENDING_DAYS = 60;
/** Share of a quota at which it is nearly used. */
export const QUOTA_SHARE = 0.8;
/** Milliseconds that the overview waits for an object: the rest of it is not kept from anyone who looks. */
export const OBJECT_TIMEOUT_MS = 1_000;
