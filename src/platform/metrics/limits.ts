/**
 * Interval between writes in milliseconds: monitoring scrapes every 15 seconds or less often, and each write
 * is a row.
 */
export const COUNTS_WRITE_MS = 10_000;
/**
 * An isolate without a write for this long counts as ended, in milliseconds. If it does return, it uses a new
 * name.
 */
export const ISOLATE_GONE_MS = 60 * 60_000;
