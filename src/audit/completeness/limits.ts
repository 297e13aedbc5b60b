/** Limits of the completeness report, with unit and reason. */

/** Days of one report: a quarter. The index of all of them is read. */
export const COMPLETENESS_DAYS_MAX = 92;
/** Default period: the last week. */
export const COMPLETENESS_DAYS_DEFAULT = 7;
