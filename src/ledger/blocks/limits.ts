/** Limits of the log in blocks, with unit and reason. */

/**
 * Blocks of one segment: 4,096 entries when all blocks are full, as many as an offset of two base64 digits
 * can name.
 */
export const SEGMENT_BLOCKS = 16;
/**
 * Blocks of the tail or of R2 that are read at once, 230 KB each when full: far below D1's 50 MB an answer.
 */
export const BLOCKS_AT_ONCE = 32;
/** UTF-8 bytes of the lines that are read at once, estimated from those of their blocks. */
export const LINE_BYTES_AT_ONCE = 2_000_000;
/**
 * UTF-8 bytes of whole blocks that are read at once in order of time: a full one of each of 32 shards, since
 * a page may have entries of all of them.
 */
export const ORDERED_BYTES_AT_ONCE = 8_000_000;
/**
 * UTF-8 bytes of the blocks in one batch of the drain. A block has at most 500,000 characters, or one entry.
 */
export const DRAIN_BATCH_BYTES_MAX = 2_000_000;
/** Segments indexed in one alarm: more than one drain can fill, so that the tail does not grow. */
export const INDEX_SEGMENTS_MAX = 3;
/**
 * Pause after a failed index write, milliseconds: longer than typical slowness of D1. The tail can be
 * searched without the index.
 */
export const INDEX_RETRY_MS = 60_000;
/**
 * Characters of an index page; of sums, before they are deflated to a sixth. A search reads one page for each
 * value and segment, a report of one license one of each kind of sums.
 */
export const PAGE_CHARS_MAX = 64_000;
