/** Limits of the log in blocks, with unit and reason. */

/** Blocks of one segment: 4,096 entries when none of them is cut short, what an offset of two base64 digits can name. */
export const SEGMENT_BLOCKS = 16;
/** Blocks that are read at once, 230 KB each when full: a few megabytes of an isolate's 128, far below D1's 50 MB an answer. */
export const BLOCKS_AT_ONCE = 32;
/** UTF-8 bytes of the blocks that the lines of one page are in: 140 full blocks, and a quarter of an isolate's memory. */
export const LINES_BLOCK_BYTES = 32_000_000;
/** UTF-8 bytes of the blocks that one batch of the drain writes. A block has 500,000 characters at the most, or one entry. */
export const DRAIN_BATCH_BYTES_MAX = 2_000_000;
/** Segments that one alarm indexes: more than a drain of one alarm can fill, so that no tail grows. */
export const INDEX_SEGMENTS_MAX = 3;
/** After an index that could not be written: longer than D1 is slow for, and the tail can be scanned without it. Milliseconds. */
export const INDEX_RETRY_MS = 60_000;
/** Characters of an index page: a search reads one for each value and segment. */
export const PAGE_CHARS_MAX = 64_000;
/** The same of a page of sums, before it is deflated to a sixth: a report of one license reads one of each kind a segment. */
export const SUMS_CHARS_MAX = 32_000;
