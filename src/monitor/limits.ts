/** Interval between two checks: the objects' idle tick, less the time that an alarm may come early. */
export const CHECK_EVERY_MS = 55_000;
/**
 * A monitor without a check for this long counts as failed, even if it answers: three checks failed or did
 * not run.
 */
export const UNCHECKED_MAX_MS = 3 * CHECK_EVERY_MS;
/** Consecutive clear checks before an alert resolves, so that a flapping condition is one alert. */
export const CLEAR_CHECKS = 2;
/** Interval of repeated notifications while an alert lasts: the person on call may have changed. */
export const REPEAT_MS = 4 * 3_600_000;

/**
 * A D1 restore raises an alert for this long: by then, whoever did it knows, and anyone else has been woken.
 */
export const D1_RESTORE_ALERT_MS = 3_600_000;
/**
 * A failing witness or time-stamping authority raises an alert only after this long: nothing waits for it,
 * and most return within hours. It is half of the day after which a witness's last cosignature counts as old.
 */
export const EXTERNAL_FAILURE_ALERT_MS = 12 * 3_600_000;
/** Time window in which failed requests are counted. */
export const FAILURES_MS = 5 * 60_000;
/**
 * Requests that met a bug in that window: one can wait for the morning, five mean that the release does not
 * work.
 */
export const BUGS_MIN = 5;
/**
 * 503s within a minute, and the number of such minutes: a partner migration takes a second, a restart of an
 * object a few.
 */
export const UNAVAILABLE_MIN = 20;
export const UNAVAILABLE_MINUTES_MIN = 2;
/** An isolate reports failures after this delay, so that a burst is one call. */
export const FAILURES_REPORT_DELAY_MS = 2_000;

/** Hooks in the configuration: an on-call service, a chat and addresses of the agency's own. */
export const HOOKS_MAX = 5;
/** Characters of an address or a name in the configuration. */
export const HOOK_URL_CHARS_MAX = 1_000;
export const HOOK_NAME_CHARS_MAX = 64;

/** Timeout of a receiver. Only the status of its response is read. */
export const HOOK_TIMEOUT_MS = 5_000;
/**
 * Delays after the first, second and later failures of a message, 75 minutes in total. The message fails
 * after the last.
 */
export const RETRY_MS = [60_000, 120_000, 240_000, 480_000, 900_000, 1_200_000, 1_500_000];
/** Concurrent deliveries, and deliveries for each tick: together at most half a minute of timeouts. */
export const DELIVERIES_AT_ONCE = 5;
export const DELIVERIES_PER_TICK_MAX = 25;
/** Deliveries that may wait. Beyond this the oldest fail: everything is down then, and the newest say so. */
export const WAITING_MAX = 200;
/** An alarm waits this long for the monitor's tick, then continues without it. */
export const TICK_WAIT_MS = 10_000;
/** Timeout of the cron trigger and of routes for the monitor, which first asks every object and D1. */
export const MONITOR_TIMEOUT_MS = 20_000;
/**
 * When neither the monitor nor its standby answers, the cron trigger asks both once more after this delay.
 */
export const RECHECK_DELAY_MS = 15_000;
/**
 * An isolate that runs the cron trigger sends the alert that nothing monitors the gateway at most this often.
 */
export const UNMONITORED_REPEAT_MS = 30 * 60_000;

/** Resolved alerts that stay listed, and messages retained for each alert. */
export const RESOLVED_RETAINED_MAX = 100;
export const MESSAGES_RETAINED_MAX = 10;
export const DETAIL_CHARS_MAX = 400;
