/** Limits of the activity of a partner or license, with unit and reason. */

/** Days of the chart. As many before them are answered beside, for comparison. */
export const DAYS = 30;
/** Reasons for refusals: those worth a phone call. */
export const REASONS_MAX = 3;
/** Refusals, newest first; the list of the log has the rest. */
export const REFUSALS_MAX = 10;
/** Licenses whose quota is answered, the fullest first. */
export const QUOTAS_MAX = 10;
