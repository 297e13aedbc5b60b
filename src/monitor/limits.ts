/** Limits and durations of alerts, with unit and reason. */

/** Between two looks of the watch: the objects' idle beat, less what an alarm may come early. */
export const LOOK_EVERY_MS = 55_000;
/** A watch that has not looked for so long does not watch, whatever it answers: three looks have failed, or did not come. */
export const UNLOOKED_MAX_MS = 3 * LOOK_EVERY_MS;
/** Looks in which nothing of it is seen any more, before an alert is resolved: what flaps is one alert. */
export const CLEAR_LOOKS = 2;
/** While an alert lasts it is told again so often: somebody may have gone back to sleep, or the shift has changed. */
export const REPEAT_MS = 4 * 3_600_000;

/** D1 was set back: told for so long. Whoever did it knows by then; whoever did not has been woken. */
export const WENT_BACK_TOLD_MS = 3_600_000;
/**
 * A witness or the time-stamping authority that fails: nothing waits for it, and most are back within hours. Told at half of the day after which
 * a witness's last word counts as old.
 */
export const OUTSIDE_FAILING_TOLD_MS = 12 * 3_600_000;
/** Failures of requests are looked at over this time. */
export const FAILURES_MS = 5 * 60_000;
/** Requests that met a bug in that time: one is a bug for the morning, five are a release that does not work. */
export const BUGS_MIN = 5;
/** Requests that ended with 503 in a minute, and such minutes: a partner's move takes a second, a restart of an object a few. */
export const UNAVAILABLE_MIN = 20;
export const UNAVAILABLE_MINUTES_MIN = 2;
/** An isolate tells what failed after this: a burst is one call. */
export const FAILURES_TOLD_AFTER_MS = 2_000;

/** Hooks in the configuration: an on-call service, a chat, an address of the agency's own. */
export const HOOKS_MAX = 5;
/** Characters of an address or a name in the configuration. */
export const HOOK_URL_CHARS_MAX = 1_000;
export const HOOK_NAME_CHARS_MAX = 64;
/** Bytes of a signing secret (Standard Webhooks: 24 to 64). */
export const SECRET_BYTES_MIN = 24;
export const SECRET_BYTES_MAX = 64;
/** Secrets that one hook is signed with at a time: the new one and the old one while it is changed. */
export const SECRETS_OF_HOOK_MAX = 2;

/** Patience with a receiver. Of its answer only the status is read. */
export const HOOK_TIMEOUT_MS = 5_000;
/** Waits after the first, second … failure of a message; after the last it is given up. Together 75 minutes. */
export const RETRY_MS = [60_000, 120_000, 240_000, 480_000, 900_000, 1_200_000, 1_500_000];
/** Deliveries at a time, and those that one beat begins: half a minute in which nobody answers. */
export const DELIVERIES_AT_ONCE = 5;
export const DELIVERIES_A_BEAT_MAX = 25;
/** Deliveries that wait. Beyond, the oldest are given up: all is down then, and the newest say so. */
export const WAITING_MAX = 200;
/** An alarm waits this long for the watch, then goes on without it. */
export const WATCH_WAIT_MS = 10_000;
/** Patience of the cron trigger, and of a route, with the object that watches: it asks every object and D1 first. */
export const WATCH_TIMEOUT_MS = 20_000;
/** When neither the watch nor its standby answers, the cron trigger asks both once more after this. */
export const ASK_AGAIN_MS = 15_000;
/** An isolate that runs the cron trigger says at most this often that nobody watches. */
export const UNWATCHED_TOLD_EVERY_MS = 30 * 60_000;

/** Alerts that are over and still listed, and messages kept of one alert. */
export const OVER_KEPT_MAX = 100;
export const MESSAGES_KEPT_MAX = 10;
/** Characters of an alert's sentence. */
export const DETAIL_CHARS_MAX = 400;
