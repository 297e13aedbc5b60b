/** Limits of a breakdown, with unit and reason. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The longest span, in milliseconds, that is told by the hour, day or week; what is longer is told by the month. Each bar costs two counts. */
export const SPANS_MS_MAX = { hour: 2 * DAY_MS, day: 62 * DAY_MS, week: 26 * 7 * DAY_MS };
/** Months of a time line: as long as a log is kept in D1. */
export const MONTHS_MAX = 120;
/** Values that are told of each kind: what a person looks at. */
export const VALUES_MAX = 50;
/** Segments whose values are read at once: 100 KB each when they are articles. */
export const SEGMENTS_AT_ONCE = 64;
