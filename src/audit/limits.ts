/** Limits of the audit room, with unit and reason. */

/** Days of one report: ten years. Each month in it costs a millisecond of a calendar's work in some zones. */
export const PERIOD_DAYS_MAX = 3_660;
/** Characters of why a hold is placed or released: a file number and a sentence. It stands in the query of a DELETE. */
export const HOLD_REASON_CHARS_MAX = 300;
