/** Limits of deciding the past again, with unit and reason. */

/** A change and an entry this near to each other may have been the other way round: a desk's request, and its way to the ledger. Milliseconds. */
export const CHANGE_SPAN_MS = 120_000;

/** States looked at for one entry: more changes than a desk makes of what decides one article within the span. */
export const INSTANTS_MAX = 12;

/** How far the clock of who judged may have been from that of the ledger. Milliseconds. */
export const CLOCK_SPAN_MS = 5_000;

/** Compiled licenses kept while many entries are decided again: a compiled license takes some 30 KB. */
export const WORLDS_KEPT_MAX = 300;
