/** Limits and durations of checkpoints, with unit and reason. */

/** Between two checkpoints of one log that somebody asks for: bounds what asking can write. */
export const CHECKPOINT_INTERVAL_MS = 60_000;

/** Between two rounds over all licenses: half of the 24 h that a receipt promises, so that one failed round breaks no promise. */
export const ROUND_MS = 12 * 3_600_000;
/** What a receipt promises: within this time of its entry, a root of its log that covers it is in the agency log. */
export const MERGE_DELAY_MAX_MS = 24 * 3_600_000;
/** Told so long before a promise breaks: a round was missed by then, and there is time to mend what kept it. */
export const MERGE_DELAY_WARN_MS = 6 * 3_600_000;
/** How long an object tells the same of its promises: with 10,000 licenses that have grown it takes some 100 ms of its thread. */
export const MERGE_DELAY_CACHED_MS = 30_000;
/** While none can break: entries of a moved partner, older than those here, are seen after this. */
export const MERGE_DELAY_CALM_MS = 600_000;
/** Roots that no kept checkpoint of the agency log covers: it is signed within a minute of their coming. */
export const CHECKPOINT_BEHIND_MS = 3_600_000;

/** Licenses in one step of a round: a step ends well before the drain must run again. */
export const ROUND_STEP_MAX = 20;
/** An alarm waits this long for a step of the round, then goes on without it. */
export const ROUND_WAIT_MS = 3_000;

/** Patience with an object that is asked for a checkpoint or a proof; it may have to write to D1 and R2 first. */
export const ANSWER_TIMEOUT_MS = 10_000;

/** Sendings of roots that wait for the one under way: with an agency log that does not answer, each takes the patience of a call. */
export const TURNS_MAX = 50;

/** An answer of a witness or of a time-stamping authority: patience, and bytes read. */
export const EXTERNAL_TIMEOUT_MS = 10_000;
export const EXTERNAL_BYTES_MAX = 65_536;
/** A witness is asked again for the same checkpoint after this: its new time says that the log has not moved on unseen. */
export const COSIGN_INTERVAL_MS = 24 * 3_600_000;
/** A cosignature's time may be ahead of our clock by this much. */
export const CLOCK_SKEW_MS = 5 * 60_000;
/** Between two requests to the time-stamping authority: they are metered. */
export const TIMESTAMP_INTERVAL_MS = 3_600_000;
/** After a failure, a witness or authority is left alone for this long. */
export const EXTERNAL_RETRY_MS = 60_000;

/** Findings that one health answer lists. */
export const FINDINGS_MAX = 20;
