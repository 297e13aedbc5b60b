/** Limits of the reports of the log, with unit and reason. */

/** Every instant, as text. */
export const ALL_TIME = { from: '', to: '~' };

/** Days of a time line by the hour: a month. */
export const HOURLY_DAYS_MAX = 31;
/** Lines of the report of rules: each item of a wire has restrictions of its own, of which most stop next to nothing. */
export const RULES_MAX = 1_000;
/** Holders that the report of an article lists; the desk's own list has all, in pages. */
export const HOLDERS_MAX = 1_000;
