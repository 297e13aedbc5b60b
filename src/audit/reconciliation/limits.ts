/** Limits and times of reconciliation, with unit and reason. */

/** A partner that reports tells within a month what it has published. Terms with `reporting` say a number of their own. Milliseconds. */
export const REPORT_GRACE_MS = 30 * 86_400_000;
/** What the agency has killed is taken down within a day. Milliseconds. */
export const TAKE_DOWN_MS = 24 * 3_600_000;
/** Of the partner's clock and ours: what was let out a moment after it was published was published from it. Milliseconds. */
export const SAME_TIME_MS = 5 * 60_000;

/** Entries of one license that one step reads: half a megabyte, and one batch of D1. */
export const READ_ROWS_MAX = 400;
/** Publications that one step judges: each reads its article. */
export const JUDGED_MAX = 25;
/** Deliveries that one step looks for reports of. */
export const DUE_MAX = 200;
/** Changes of the catalogue that one step looks through for what was published. */
export const CHANGES_MAX = 5_000;

/** What one request works, what the cron does, and what is done on the way after a partner has reported. Milliseconds. */
export const RUN_MS = 8_000;
export const BESIDE_RUN_MS = 2_000;

/** Characters of what is noted on a finding. */
export const NOTE_CHARS_MAX = 500;
/** Changes of one item that are looked at. */
export const ITEM_CHANGES_MAX = 2_000;
/** Reports that wait to be compared are counted up to here: a larger number would not help a reader. */
export const WAITING_MAX = 1_000;
