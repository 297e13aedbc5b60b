/** Limits and durations of the ledger, with unit and reason. */

/** Callers written in one transaction: keeps a group's commit within a few milliseconds. */
export const GROUP_SIZE_MAX = 256;

/**
 * UTF-8 bytes of one entry's canonical text. An article of 201 components under several policies takes about 84 KB; a row
 * of a Durable Object holds 2 MB, and so does a value of D1, where quoting may double the text on its way.
 */
export const ENTRY_BYTES_MAX = 512 * 1024;

/** Longest life of an article in an isolate's cache (catalogue.ts keeps to it). */
export const ARTICLE_CACHE_MS_MAX = 60_000;

/** A fence is kept until no cache can hold what it forbids, plus an hour for clocks and slow requests. */
export const FENCE_LIFE_MS = ARTICLE_CACHE_MS_MAX + 3_600_000;

/** Entries in one D1 statement: about 250 KB of JSON, far below D1's 2 MB a value. */
export const DRAIN_ROWS_MAX = 200;
/**
 * UTF-8 bytes of the value that one D1 statement binds, for when entries are large. A single entry may exceed it: at
 * most 2 × ENTRY_BYTES_MAX, still below D1's 2 MB a value.
 */
export const DRAIN_BYTES_MAX = 900_000;
/** Statements in one alarm, for entries and again for counts: an alarm must end well before its time limit. */
export const DRAIN_STATEMENTS_MAX = 50;

/** After an append the drain waits this long for company. A permit is to be visible in D1 within 5 s. */
export const DRAIN_DELAY_MS = 1_000;
/** When D1 refuses: first wait and longest wait. */
export const DRAIN_RETRY_MS = 2_000;
export const DRAIN_RETRY_MS_MAX = 60_000;
/** With nothing to do, the alarm still looks for undelivered outbox rows this often. */
export const IDLE_ALARM_MS = 60_000;

/** License states kept in memory; others are read again from the object's own tables. */
export const HOT_LICENSES_MAX = 20_000;
