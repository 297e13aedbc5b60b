/** Bounds that every parser is held to, each with its unit and its reason. */

/**
 * Processor time for a kilobyte of input, milliseconds: the longest body, 4 MiB, would take 20 seconds, and
 * hostile input of 4 KB takes no longer than one ordinary delivery.
 */
export const MS_PER_KB_MAX = 5;
/** Kilobytes that a smaller input counts as: what is short has a fixed allowance of 20 ms. */
export const COUNTED_KB_MIN = 4;

/** Memory for a byte of input, at its most, garbage included. */
export const BYTES_PER_BYTE_MAX = 50;
/** Bytes that a smaller input counts as. */
export const COUNTED_BYTES_MIN = 64 * 1024;
/**
 * Bytes of memory that every read may have besides: V8 lets garbage of that order lie before it collects any,
 * and an isolate has 128 MB.
 */
export const ALLOWANCE_BYTES = 16 * 1024 * 1024;

/** Processor time of one call, milliseconds: then it is ended, and is as dear as what it took. */
export const DEADLINE_MS = 5_000;
/**
 * Megabytes of heap of the thread: the 128 MB of an isolate, and what all parsers take that are loaded. A
 * call that wants more ends it, and is too dear whatever its size.
 */
export const HEAP_MB_MAX = 160;
/** Megabytes of its young generation: few, so that garbage does not hide what is kept. */
export const YOUNG_MB_MAX = 6;
/** Megabytes of stack, as isolates have. */
export const STACK_MB_MAX = 1;

/** Bytes of a part that was too dear once, when it is tried first: a square shows beyond doubt. */
export const SEED_BYTES = 256 * 1024;
