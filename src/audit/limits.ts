/** Limits of the audit room, with unit and reason. */

/** Characters of why a hold is placed or released: a file number and a sentence. It stands in the query of a DELETE. */
export const HOLD_REASON_CHARS_MAX = 300;
