/** Limits of the activity of a partner or license, with unit and reason. */

/** Days of the chart. The same number of days before them is answered for comparison. */
export const DAYS = 30;
/** Reasons for refusals: those that are worth a phone call. */
export const REASONS_MAX = 3;
/** Refusals, newest first. The list of the log has all. */
export const REFUSALS_MAX = 10;
/** Licenses with a quota, the fullest first. */
export const QUOTAS_MAX = 10;
