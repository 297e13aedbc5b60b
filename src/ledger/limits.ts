/** Limits and durations of the ledger, with unit and reason. */

/** Callers written in one transaction: keeps a group's commit within a few milliseconds. */
export const GROUP_SIZE_MAX = 256;
/**
 * Waiting entries, and bytes of their data. An object commits about 3,700 a second, and nobody waits longer
 * than `RECORD_WAIT_MS`, so more would time out. An object has 128 MB, a third of it for caches.
 */
export const GROUP_WAITING_MAX = 10_000;
export const GROUP_WAITING_BYTES_MAX = 32_000_000;

/**
 * Timeout of a partner's request for its entry, milliseconds; the ledger usually takes a few. After that the
 * answer is 503, and nothing is written.
 */
export const RECORD_WAIT_MS = 5_000;
/**
 * Maximum difference between the clocks of a ledger object, the database and Workers, and of the last entry's
 * date from now; beyond it nothing is committed. Platform clocks differ by milliseconds, and an NTP step is
 * seconds. Overridden by CLOCK_TOLERANCE_S.
 */
export const CLOCK_TOLERANCE_MS = 60_000;
/** An object compares its clock with the database's at most this often. */
export const CLOCK_COMPARED_EVERY_MS = 30_000;
/** How long health reports a refused caller's clock, or accepted earlier dates. */
export const CLOCK_NOTED_MS = 3_600_000;
/**
 * Clock difference that is logged. Clocks of one platform differ by milliseconds, and a call takes less than
 * this.
 */
export const CLOCKS_APART_MS = 1_000;
/** How long an isolate uses a known clock skew, and does not log it again. */
export const CLOCK_KNOWN_MS = 10 * 60_000;
/** Timeout of lookups and small writes in an object. */
export const CALL_TIMEOUT_MS = 5_000;
/**
 * Timeout of outbox changes, up to 500 at once, and of chunks of a move: a transaction of some hundred rows.
 */
export const APPLY_TIMEOUT_MS = 15_000;
/** Timeout of a part of the archive, which is read from or written to R2 and D1. */
export const PART_TIMEOUT_MS = 25_000;
/** Rounds of 500 changes in one delivery of the outbox; the next commit, alarm or cron trigger continues. */
export const OUTBOX_ROUNDS_MAX = 20;

/**
 * UTF-8 bytes of one entry's canonical text. An article of 201 components under several policies takes about
 * 84 KB; a row of a Durable Object and a value of D1 hold 2 MB, and quoting may double the text.
 */
export const ENTRY_BYTES_MAX = 512 * 1024;

/** Notes in one transaction: as many as deliveries in a group, so that they delay nobody longer. */
export const NOTES_AT_ONCE_MAX = 200;
/**
 * Entries of one note and its amendments by the partner, and as many by the desk: each is permanent, and the
 * last one is found by a scan.
 */
export const AMENDMENTS_MAX = 50;

/** Longest life of an article in an isolate's cache. */
export const ARTICLE_CACHE_MS_MAX = 60_000;

/** Life of a fence: until no cache has the old state, plus an hour for clocks and slow requests. */
export const FENCE_LIFE_MS = ARTICLE_CACHE_MS_MAX + 3_600_000;
/** The fence of a kill outlasts any D1 restore (Time Travel: 30 days), which may lose the kill. */
export const KILL_FENCE_LIFE_MS = 31 * 86_400_000;
/** Retention of events, a quarter of a year: a partner's system that was down for weeks still finds them. */
export const EVENTS_RETAINED_MS = 92 * 86_400_000;
/** Callers of a license that wait for its next event at the same time, such as the servers of a partner. */
export const WAITING_CALLERS_MAX = 20;
/**
 * Licenses or keys in one D1 statement after a restore: about 300 bytes each, far below D1's 2 MB a value.
 */
export const HOLD_ROWS_MAX = 1_000;

/** Rows of counts in one D1 statement. */
export const DRAIN_ROWS_MAX = 200;
/**
 * Statements in one alarm, for entries and again for counts, so that an alarm ends well before its time
 * limit.
 */
export const DRAIN_STATEMENTS_MAX = 50;

/** Pause between two statements of a drain: somewhat longer than one of them takes on one machine. */
export const DRAIN_PAUSE_MS = 20;

/**
 * Delay of the drain after an entry, so that it writes several. A permit must be visible in D1 within 5 s.
 */
export const DRAIN_DELAY_MS = 1_000;
/** When D1 refuses: first wait and longest wait. */
export const DRAIN_RETRY_MS = 2_000;
export const DRAIN_RETRY_MS_MAX = 60_000;
/** A drain this far behind, in time or entries, is reported. */
export const DRAIN_BEHIND_MS = 60_000;
export const DRAIN_BEHIND_ENTRIES = 5_000;
/**
 * A change that an object has not acknowledged for this long is reported: two alarms and the cron trigger
 * have tried it.
 */
export const OUTBOX_BEHIND_MS = 150_000;
/** Cache time of nearly used quotas: with 10,000 licenses, computing them takes about 50 ms. */
export const NEAR_QUOTA_CACHED_MS = 30_000;
/** Time without an alarm, five idle intervals, after which the object's alarm counts as stopped. */
export const ALARM_OVERDUE_MS = 300_000;
/** The time of the last alarm is stored at most this often: under load, alarms run every second. */
export const ALARM_NOTED_EVERY_MS = 30_000;
/** Timeout of an object in health. */
export const HEALTH_TIMEOUT_MS = 3_000;
/** Timeout of D1 in health. */
export const HEALTH_D1_TIMEOUT_MS = 5_000;
/** An idle object looks for undelivered outbox rows this often. */
export const IDLE_ALARM_MS = 60_000;

/** Entries and bytes that one run of the self-check reads: a few milliseconds. */
export const CHECK_ROWS_MAX = 500;
export const CHECK_BYTES_MAX = 4_000_000;
/** Extra rows that one run reads, and faults that it reports; later runs find the rest. */
export const CHECK_EXTRA_MAX = 100;
/** Least interval of runs: 2,000 rows every 10 s are 17 million a day and object. */
export const CHECK_EVERY_MS = 10_000;
/** Slices of the walk in one run: each takes a few milliseconds, and waits for D1. */
export const CHECK_SLICES_MAX = 4;
/** Pause between two walks. */
export const CHECK_REST_MS = 60_000;
/**
 * Logs whose checkpoints one run compares, and checkpoints of one log: each needs a root from up to 20 rows.
 */
export const CHECK_LOGS_MAX = 10;
export const CHECK_CHECKPOINTS_MAX = 200;
/** Open findings stored: beyond that number, single rows no longer matter. */
export const FINDINGS_OPEN_MAX = 5_000;
/** Findings listed in health. */
export const FINDINGS_SHOWN_MAX = 50;

/** A damaged file whose texts D1 has is read again after this, in case it was repaired. */
export const DAMAGED_FILE_RETRY_MS = 3_600_000;
/** Parts that one alarm archives, and that one request restores or releases. */
export const ARCHIVE_PARTS_AT_ONCE = 5;
/** Maximum LOG_MONTHS: ten years. */
export const LOG_MONTHS_MAX = 120;

/**
 * Minimum and maximum of RETENTION in months: a restored D1 (30 days) must be able to recover its losses; a
 * century.
 */
export const RETENTION_MONTHS_MIN = 2;
export const RETENTION_MONTHS_MAX = 1_200;
/** Characters of RETENTION: a number for each class. */
export const RETENTION_CHARS_MAX = 1_000;
/** Archived parts shortened in one alarm: each is read and, if some texts stay, rewritten. */
export const RETENTION_PARTS_AT_ONCE = 5;
/** Rows of each class that one run deletes in D1, and the interval of runs: 24,000 an hour and object. */
export const RETENTION_ROWS_MAX = 2_000;
export const RETENTION_EVERY_MS = 300_000;

/** Bytes that a move sends at once, and how often in one alarm: half a second of both objects' time. */
export const MOVE_BYTES_MAX = 2_000_000;
export const MOVE_CHUNKS_MAX = 10;

/**
 * Cached prepared requests, in number and bytes: about 3,000 with four times their text. Objects may share
 * 128 MB.
 */
export const PREPARED_MAX = 20_000;
export const PREPARED_BYTES_MAX = 16_000_000;

/** Absolute lifetime of a console session: a long working day. */
export const SESSION_LIFE_MS = 12 * 3_600_000;
/** Idle timeout of a session, so that an unattended browser opens nothing. */
export const SESSION_IDLE_MS = 60 * 60_000;
/** The time of a session's last request is stored at most this often: to the minute is precise enough. */
export const SESSION_SEEN_EVERY_MS = 60_000;
/** Sessions of one operator (browsers of one person), and of all. The oldest is deleted. */
export const SESSIONS_OF_OPERATOR_MAX = 10;
export const SESSIONS_MAX = 5_000;

/** License states cached in memory; others are read from the object's own tables. */
export const HOT_LICENSES_MAX = 20_000;
