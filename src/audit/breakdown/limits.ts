/** Limits of a breakdown, with unit and reason. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Longest span, in milliseconds, that is divided into hours, days or weeks. A longer span is divided into
 * months. Each bar costs two counts.
 */
export const SPANS_MS_MAX = { hour: 2 * DAY_MS, day: 62 * DAY_MS, week: 26 * 7 * DAY_MS };
/** Months of a timeline: as long as D1 retains the log. */
export const MONTHS_MAX = 120;
/** Values listed for each facet: as many as a reader can use. */
export const VALUES_MAX = 50;
/** Segments whose values are read at once: 100 KB each when the values are articles. */
export const SEGMENTS_AT_ONCE = 64;
