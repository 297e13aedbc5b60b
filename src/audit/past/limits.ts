/** Limits of repeated decisions, with unit and reason. */

/**
 * A change and an entry within this span may have happened in the opposite order: a request of the desk takes
 * time to reach the ledger. Milliseconds.
 */
export const CHANGE_SPAN_MS = 120_000;

/** States tried for one entry: more changes than a desk makes to one article's rules within the span. */
export const INSTANTS_MAX = 12;

/** Maximum difference between the clock of the deciding isolate and that of the ledger. Milliseconds. */
export const CLOCK_SPAN_MS = 5_000;

/** Compiled licenses cached while many entries are decided again: about 30 KB each. */
export const COMPILED_LICENSES_MAX = 300;
