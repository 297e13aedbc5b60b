/** Limits of webhooks, with unit and reason. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Endpoints of a license: production, staging and a few systems. */
export const ENDPOINTS_MAX = 10;
export const URL_CHARS_MAX = 2_000;
export const DESCRIPTION_CHARS_MAX = 200;

/** How long an endpoint may take to answer. */
export const PUSH_TIMEOUT_MS = 10_000;
/** Bytes that are read of the answer to a challenge. Of other answers, only the status counts. */
export const ANSWER_BYTES_MAX = 4_096;
/** Requests to an endpoint at a time; the platform allows six connections. */
export const PUSHES_AT_ONCE = 4;
/** One run of an object ends after this, and goes on with its next alarm: an alarm has a time limit. */
export const RUN_MS = MINUTE_MS;
/**
 * Requests of one run: the platform allows 1,000, and the others would look as if the endpoint were out of
 * reach.
 */
export const PUSHES_OF_RUN_MAX = 500;
/** Events that wait in the object of an endpoint, a megabyte. The others wait in the shard. */
export const QUEUE_MAX = 1_000;
/** Between two tests or challenges of an endpoint: the gateway must be no means to flood others. */
export const TEST_EVERY_MS = 1_000;

/** Delay after the first, second and later failures; the last repeats. Some fifteen tries in three days. */
export const RETRY_MS = [
  5_000,
  30_000,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
] as const;
/** Random share by which a delay is shortened, so that endpoints that failed together are retried apart. */
export const JITTER = 0.1;
/** An endpoint that gives no answer is left alone for no longer than this: its next event may be a kill. */
export const BACKOFF_MAX_MS = HOUR_MS;
/** Longest delay that an endpoint may ask for by `Retry-After`. */
export const RETRY_AFTER_MAX_MS = HOUR_MS;
/** An event is retried for so long, and an endpoint that has accepted nothing for so long is disabled. */
export const GIVE_UP_MS = 72 * HOUR_MS;

/** How long an old secret signs beside the new one, hours: unless the caller says otherwise, and at most. */
export const OVERLAP_HOURS = 24;
export const OVERLAP_HOURS_MAX = 168;
/** Secrets that sign a message: the newest, and those of rotations that followed each other. */
export const SECRETS_MAX = 3;

/** Attempts that an object retains, and that are listed at once. */
export const ATTEMPTS_RETAINED = 1_000;
export const ATTEMPTS_LISTED = 100;
