/** Limits and times of reconciliation, with unit and reason. */

/** Default grace period of reports: a month. Terms with `reporting` set their own. Milliseconds. */
export const REPORT_GRACE_MS = 30 * 86_400_000;
/**
 * Tolerance between the partner's clock and ours: an article delivered this long after its publication counts
 * as delivered before. Milliseconds.
 */
export const SAME_TIME_MS = 5 * 60_000;

/** Entries of one license read in one step: half a megabyte, and one batch of D1. */
export const READ_ROWS_MAX = 400;
/** Publications judged in one step. Each reads its article. */
export const JUDGED_MAX = 25;
/** Deliveries in one step that are checked for missing reports. */
export const DUE_MAX = 200;
/** Catalogue changes in one step that are checked for published items. */
export const CHANGES_MAX = 5_000;

/** Time budgets of one run: on request, by the cron trigger, and after a partner's report. Milliseconds. */
export const RUN_MS = 8_000;
export const BESIDE_RUN_MS = 2_000;

/** Characters of a note on a finding. */
export const NOTE_CHARS_MAX = 500;
/** Changes of one item that are considered. */
export const ITEM_CHANGES_MAX = 2_000;
/** Reports that wait for comparison are counted up to this number. */
export const WAITING_MAX = 1_000;
