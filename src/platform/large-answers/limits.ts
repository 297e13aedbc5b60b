import type { SlotLimits } from './slots.ts';

/**
 * Bytes of one piece: the memory that a slow reader occupies, and about a millisecond of work. A shorter
 * answer is sent at once and holds no slot.
 */
export const PIECE_BYTES = 65_536;

/**
 * Concurrent large answers of an isolate. Two per caller allow two windows to download side by side. Partners
 * together leave two slots for auditors. An isolate has 128 MB, of which full caches take two thirds.
 * `bytesMax` shares the rest with pictures being written; both are not expected to reach their limit
 * together.
 */
export const SLOT_LIMITS: SlotLimits = {
  answersMax: 8,
  partnerAnswersMax: 6,
  callerAnswersMax: 2,
  bytesMax: 40_000_000,
  /** Longer than a reader may pause (`STALL_MS`) and than D1 and an object may take for the next piece. */
  lapseMs: 120_000,
};

/** Longest pause of a reader, in milliseconds. */
export const STALL_MS = 60_000;
/** Lowest speed of a reader in bytes per second: below any connection used for such files. */
export const READ_BYTES_PER_S = 32_768;
/** `Retry-After` in seconds when all slots are taken. Most answers are read in less. */
export const RETRY_AFTER_S = 5;
