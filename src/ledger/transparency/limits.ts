/** Limits and durations of checkpoints, with unit and reason. */

/** Least interval of requested checkpoints of one log: bounds the writes that requests cause. */
export const CHECKPOINT_INTERVAL_MS = 60_000;

/**
 * Interval of rounds over all licenses: half of the 24 h that a receipt promises, so that one failed round
 * breaks no promise.
 */
export const ROUND_MS = 12 * 3_600_000;
/**
 * Promise of a receipt (maximum merge delay): by then a root of its log that covers the entry is in the
 * agency log.
 */
export const MERGE_DELAY_MAX_MS = 24 * 3_600_000;
/** Warning time before a promise breaks: a round was missed, and there is time for a repair. */
export const MERGE_DELAY_WARN_MS = 6 * 3_600_000;
/** Cache time of the status: with 10,000 grown licenses, computing it takes about 100 ms. */
export const MERGE_DELAY_CACHED_MS = 30_000;
/** Cache time while no promise can break: older entries of a moved partner are noticed after this. */
export const MERGE_DELAY_CALM_MS = 600_000;
/** Time after which uncovered roots of the agency log are reported; it usually signs within a minute. */
export const CHECKPOINT_BEHIND_MS = 3_600_000;

/** Licenses in one step of a round: a step ends well before the next drain. */
export const ROUND_STEP_MAX = 20;
/** An alarm waits this long for a step of the round, then continues without it. */
export const ROUND_WAIT_MS = 3_000;

/** Timeout of a checkpoint or proof, which may have to write to D1 and R2 first. */
export const ANSWER_TIMEOUT_MS = 10_000;

/** Questions about logs in one call of an object: as many checkpoints as a step of a round signs. */
export const QUESTIONS_AT_ONCE = ROUND_STEP_MAX;

/** Waiting submissions of roots: if the agency log does not answer, each takes a full timeout. */
export const TURNS_MAX = 50;

/** Timeout and bytes of a response of a witness or time-stamping authority. */
export const EXTERNAL_TIMEOUT_MS = 10_000;
export const EXTERNAL_BYTES_MAX = 65_536;
/**
 * A witness is asked again for the same checkpoint after this: its new time shows that the log has not grown.
 */
export const COSIGN_INTERVAL_MS = 24 * 3_600_000;
/** A cosignature's time may be ahead of our clock by this much. */
export const CLOCK_SKEW_MS = 5 * 60_000;
/** Least interval of requests to the time-stamping authority, which charges for them. */
export const TIMESTAMP_INTERVAL_MS = 3_600_000;
/** Pause after a failure of a witness or authority. */
export const EXTERNAL_RETRY_MS = 60_000;

/** Findings in one health response. */
export const FINDINGS_MAX = 20;
