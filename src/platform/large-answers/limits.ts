/** Limits of answers that are too large to be held as a whole, with unit and reason. */
import type { SlotLimits } from './slots.ts';

/**
 * Bytes of one piece: what waits for a slow reader, and about a millisecond of work. An answer that is no
 * longer is sent as a whole, and holds no slot while it is read.
 */
export const PIECE_BYTES = 65_536;

/**
 * Answers that one isolate sends at a time. Two of one caller, so that two windows download side by side.
 * Partners together leave two slots to auditors. An isolate has 128 MB, of which its caches take two thirds
 * when they are full. `bytesMax` goes into what is left, as do pictures that are written: both are not
 * expected to be at their limit together.
 */
export const SLOT_LIMITS: SlotLimits = {
  answersMax: 8,
  partnerAnswersMax: 6,
  callerAnswersMax: 2,
  bytesMax: 40_000_000,
  /**
   * Longer than a reader may leave a piece (`STALL_MS`), and than D1 and an object may take for the next one.
   */
  lapseMs: 120_000,
};

/** How long a reader may take nothing, milliseconds. */
export const STALL_MS = 60_000;
/** Minimum speed of a reader, bytes a second: below any connection that such a file is fetched over. */
export const READ_BYTES_PER_S = 32_768;
/** `Retry-After` when all slots are taken, seconds: most answers are read in less. */
export const RETRY_AFTER_S = 5;
