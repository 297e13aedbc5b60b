/** Limits of the reports of the log, with unit and reason. */

/** Bounds of all instants, as text. */
export const ALL_TIME = { from: '', to: '~' };

/** Days of an hourly timeline: a month. */
export const HOURLY_DAYS_MAX = 31;
/** Lines of the rules report. Each item of a wire has its own restrictions, most of which stop little. */
export const RULES_MAX = 1_000;
/** Holders in the report of an article. The desk's list has all, in pages. */
export const HOLDERS_MAX = 1_000;
