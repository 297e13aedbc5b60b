/** Limits and durations of the ledger, with unit and reason. */

/** Callers written in one transaction: keeps a group's commit within a few milliseconds. */
export const GROUP_SIZE_MAX = 256;
/**
 * Entries, and bytes of what they are made of, that wait for a commit. One object commits some 3,700 a second, and nobody waits longer than
 * `RECORD_WAIT_MS`: who comes after these would be told that it took too long. An object has 128 MB, and its caches take a third.
 */
export const GROUP_WAITING_MAX = 10_000;
export const GROUP_WAITING_BYTES_MAX = 32_000_000;

/** How long a partner's request waits for its entry, milliseconds; the ledger answers in a few. Then it is answered 503, and nothing is written. */
export const RECORD_WAIT_MS = 5_000;
/**
 * How far the clocks of a ledger object, of the database and of Workers may be apart, and the last entry be dated
 * ahead: beyond it nothing is committed. Platform clocks are milliseconds apart, and a step of NTP is seconds.
 * CLOCK_TOLERANCE_S replaces it.
 */
export const CLOCK_TOLERANCE_MS = 60_000;
/** An object compares its clock with the database's at most this often. */
export const CLOCK_COMPARED_EVERY_MS = 30_000;
/** How long health tells that the clock of a caller was too far away, or that an older date was accepted. */
export const CLOCK_NOTED_MS = 3_600_000;
/** Clocks that differ by this are told of; those of one platform are milliseconds apart, and a call is underway for less. */
export const CLOCKS_APART_MS = 1_000;
/** How long an isolate goes by what it has learned of an object's clock: then it says so again, if it is still so. */
export const CLOCK_KNOWN_MS = 10 * 60_000;
/** Patience with an object that only has to look something up, or to take something in. */
export const CALL_TIMEOUT_MS = 5_000;
/** Changes of the outbox, up to 500 at once, and chunks of a move: a transaction of some hundred rows. */
export const APPLY_TIMEOUT_MS = 15_000;
/** A part of the archive, which is read from R2, or written there, and into D1. */
export const PART_TIMEOUT_MS = 25_000;
/** Rounds of 500 changes that one delivery of the outbox makes: the next commit, alarm or cron goes on. */
export const OUTBOX_ROUNDS_MAX = 20;

/**
 * UTF-8 bytes of one entry's canonical text. An article of 201 components under several policies takes about 84 KB; a row
 * of a Durable Object holds 2 MB, and so does a value of D1, where quoting may double the text on its way.
 */
export const ENTRY_BYTES_MAX = 512 * 1024;

/** Notes that one transaction enters: as many as a group of deliveries, so that they keep nobody waiting longer. */
export const NOTES_AT_ONCE_MAX = 200;
/** How often one note may be amended: each is an entry for good, and the last one is found by going through them. */
export const AMENDMENTS_MAX = 50;

/** Longest life of an article in an isolate's cache (catalogue.ts keeps to it). */
export const ARTICLE_CACHE_MS_MAX = 60_000;

/** A fence is kept until no cache can hold what it forbids, plus an hour for clocks and slow requests. */
export const FENCE_LIFE_MS = ARTICLE_CACHE_MS_MAX + 3_600_000;
/** The fence of a kill outlasts any point that D1 can be restored to (Time Travel: 30 days): D1 may have forgotten the kill. */
export const KILL_FENCE_LIFE_MS = 31 * 86_400_000;
/** Events are kept for a quarter of a year: a partner's system that was down for a holiday finds them all. */
export const EVENTS_RETAINED_MS = 92 * 86_400_000;
/** Callers of a license that wait for its next event at once, such as the servers of a partner. */
export const WAITING_CALLERS_MAX = 20;
/** Licenses or keys in one D1 statement after a restore: about 300 bytes each, far below D1's 2 MB a value. */
export const HOLD_ROWS_MAX = 1_000;

/** Rows of counts in one D1 statement. */
export const DRAIN_ROWS_MAX = 200;
/** Statements in one alarm, for entries and again for counts: an alarm must end well before its time limit. */
export const DRAIN_STATEMENTS_MAX = 50;

/** Between two statements of a drain: somewhat longer than one of them takes on one machine. */
export const DRAIN_PAUSE_MS = 20;

/** After an append the drain waits this long for company. A permit is to be visible in D1 within 5 s. */
export const DRAIN_DELAY_MS = 1_000;
/** When D1 refuses: first wait and longest wait. */
export const DRAIN_RETRY_MS = 2_000;
export const DRAIN_RETRY_MS_MAX = 60_000;
/** A drain that is this far behind, in time or in entries, is told as a problem: a permit is to be in D1 within 5 s. */
export const DRAIN_BEHIND_MS = 60_000;
export const DRAIN_BEHIND_ENTRIES = 5_000;
/** A change that an object has not acknowledged for this long: two alarms and the cron have tried it by then. */
export const OUTBOX_BEHIND_MS = 150_000;
/** How long an object tells the same of quotas that are nearly used: with 10,000 licenses it takes some 50 ms of its thread. */
export const NEAR_QUOTA_CACHED_MS = 30_000;
/** No alarm for this long, five idle beats: an object's own schedule stands still. */
export const ALARM_OVERDUE_MS = 300_000;
/** When its alarm last ran is written down at most this often: under load it runs every second. */
export const ALARM_NOTED_EVERY_MS = 30_000;
/** Health does not wait longer for an object before it calls it unreachable. */
export const HEALTH_TIMEOUT_MS = 3_000;
/** Nor for D1, before it says that D1 cannot be read: whoever asks has other things to be told. */
export const HEALTH_D1_TIMEOUT_MS = 5_000;
/** With nothing to do, the alarm still looks for undelivered outbox rows this often. */
export const IDLE_ALARM_MS = 60_000;

/** Entries and bytes that one run of the self-check reads back: a few milliseconds of the object's time. */
export const CHECK_ROWS_MAX = 500;
export const CHECK_BYTES_MAX = 4_000_000;
/** Rows beyond the expected ones that one run takes, and faults that it tells; the rest is found by the next ones. */
export const CHECK_EXTRA_MAX = 100;
/** A run at most this often, also when there is nothing else to do: 2,000 rows every 10 s are 17 million a day and object. */
export const CHECK_EVERY_MS = 10_000;
/** Slices of the walk in one run: each takes a few milliseconds of the object's thread, and waits for D1. */
export const CHECK_SLICES_MAX = 4;
/** From the end of a walk to the beginning of the next. */
export const CHECK_REST_MS = 60_000;
/** Logs whose kept checkpoints one run compares, and checkpoints of one log: each costs a root of up to 20 rows. */
export const CHECK_LOGS_MAX = 10;
export const CHECK_CHECKPOINTS_MAX = 200;
/** Findings kept open: whoever reads them needs to know that all is lost, not each row of it. */
export const FINDINGS_OPEN_MAX = 5_000;
/** Findings listed in health. */
export const FINDINGS_SHOWN_MAX = 50;

/** Parts that one alarm makes, and that one request of the desk restores or releases. */
export const ARCHIVE_PARTS_AT_ONCE = 5;
/** Months that can be kept in D1: ten years. */
export const LOG_MONTHS_MAX = 120;

/** Months that something is kept when it is not kept for good: a restored D1 (30 days) must find again what it lacks; a century. */
export const RETENTION_MONTHS_MIN = 2;
export const RETENTION_MONTHS_MAX = 1_200;
/** Characters of RETENTION: a number for each class. */
export const RETENTION_CHARS_MAX = 1_000;
/** Parts of the archive that one alarm takes bodies out of: each is read and, if something of it stays, written again. */
export const RETENTION_PARTS_AT_ONCE = 5;
/** Rows of D1 that one run deletes of each class, and how often one is made: 24,000 an hour and object. */
export const RETENTION_ROWS_MAX = 2_000;
export const RETENTION_EVERY_MS = 300_000;

/** Bytes that a move sends at once, and how often in one alarm: half a second of both objects' time. */
export const MOVE_BYTES_MAX = 2_000_000;
export const MOVE_CHUNKS_MAX = 10;

/**
 * Requests kept ready, in number and in bytes: some 3,000 of four times their text. An object has 128 MB, and may share them with
 * others.
 */
export const PREPARED_MAX = 20_000;
export const PREPARED_BYTES_MAX = 16_000_000;

/** Absolute life of a session of the console: a long working day. The next morning one signs in again. */
export const SESSION_LIFE_MS = 12 * 3_600_000;
/** Without a request for so long it is over: a browser that was left alone opens nothing after lunch. */
export const SESSION_IDLE_MS = 60 * 60_000;
/** When it was last seen is written at most this often: pages are many, and a minute says enough. */
export const SESSION_SEEN_EVERY_MS = 60_000;
/** Sessions of one operator (browsers that one person uses), and of all. The oldest gives way. */
export const SESSIONS_OF_OPERATOR_MAX = 10;
export const SESSIONS_MAX = 5_000;

/** License states kept in memory; others are read again from the object's own tables. */
export const HOT_LICENSES_MAX = 20_000;
