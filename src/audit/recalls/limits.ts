/** Limits of recalls, with unit and reason. */

/** Characters of the note with which the desk closes a recall. */
export const NOTE_CHARS_MAX = 500;
/** Notes of a shard that are read in one step: half a megabyte, and one batch of D1. */
export const NOTES_MAX = 400;
/** Recalls that are reviewed in one step. Each takes some 20 of the 1,000 statements that D1 allows a run. */
export const REVIEWED_MAX = 10;
/**
 * Reports of a license about one article that a recall considers: so many of the first, and of the last ones.
 */
export const REPORTS_EACH_MAX = 500;
/** A change may close the recall that it replaces so long before a holder is notified of it. Milliseconds. */
export const SUPERSEDED_WITHIN_MS = 60_000;
/** A recall whose review has failed is reviewed again after this. Milliseconds. */
export const REVIEW_LEASE_MS = 60_000;
/** Deliveries by license, title and article that are considered: a few hundred bytes each. */
export const HOLDERS_MAX = 20_000;
/**
 * Endpoints whose attempts one answer has: a call of an object each, of the 1,000 that a request may make.
 */
export const ENDPOINTS_QUERIED_MAX = 500;
/** An action is entered in the operators’ log within this time of its change. Milliseconds. */
export const ACTION_WITHIN_MS = 86_400_000;
/** Pages that are due and are considered in one run. */
export const DUE_SCANNED_MAX = 1_000;
/** Pages read in one run: each takes some 15 of the 1,000 statements that D1 allows it. */
export const READ_MAX = 40;
/** Pages of one host in one run: its object makes a request a second. */
export const READ_PER_HOST_MAX = 8;
/** Requests that one answer to the desk waits for: two pages of a host take two seconds. */
export const READ_NOW_MAX = 20;
export const READ_NOW_PER_HOST_MAX = 4;
/** A page that was taken and not read, since a run has failed, is due again after this. Milliseconds. */
export const READ_LEASE_MS = 5 * 60_000;
/** Time to derive recalls before an answer, and in the minute’s run. Milliseconds. */
export const UPDATE_MS = 2_000;
/**
 * Licenses of one closure: each takes some 20 KB of it, of which an isolate holds a few copies while it is
 * signed.
 */
export const CLOSURE_LICENSES_MAX = 500;
/** Closures in the evidence pack of an article, and the endpoints whose attempts they have altogether. */
export const PACKED_CLOSURES_MAX = 5;
export const PACKED_ENDPOINTS_MAX = 100;
/** Reported pages that the watch reads in one run of a minute: 14,400 a day. */
export const WATCHED_MAX = 10;
/** Statements by which one run takes them: those of killed and held articles are skipped. */
export const WATCH_STATEMENTS_MAX = 20;
/** Later versions of an article that an altered page is compared with. */
export const LATER_VERSIONS_MAX = 5;
/** Titles of which one run reads the feed, or the next pages that it names: each has hosts of its own. */
export const WATCHED_TITLES_MAX = 4;
/** The longest time between two readings of a feed, which names the newest pages only. Milliseconds. */
export const FEED_MS = 86_400_000;
/**
 * When a title is looked at again that has nothing to compare its pages with, by the reason. Milliseconds.
 */
export const SKIPPED_MS = {
  no_reporting_license: 3_600_000,
  nothing_unreported: 3_600_000,
  not_reconciled: 60_000,
} as const;
/** Articles that a page of a feed is compared with, and how long ago a title received them. Milliseconds. */
export const CANDIDATES_MAX = 200;
export const CANDIDATES_SINCE_MS = 30 * 86_400_000;
/** Their texts that are read in one statement: some megabytes at most. */
export const TEXTS_AT_ONCE = 20;
/** Articles of one page that are judged, until it shows one. */
export const ARTICLES_OF_PAGE_MAX = 3;
