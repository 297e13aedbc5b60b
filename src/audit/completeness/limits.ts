/** Limits of the report of completeness, with unit and reason. */

/** Days of one report: a quarter, of which the index is walked through. */
export const COMPLETENESS_DAYS_MAX = 92;
/** When no days are named: a week up to now. */
export const COMPLETENESS_DAYS_DEFAULT = 7;
