/** Limits of reading published pages, with unit and reason. */
import { CALLER_WORK } from '../../platform/limits.ts';

/** Time of all requests of one reading, without waiting for their turn. Milliseconds. */
export const READ_TIMEOUT_MS = 10_000;
/** Time between the end of a request to a host and the next one. Milliseconds. */
export const PAUSE_MS = 1_000;
/** How long a request waits for its turn. After that it is to be repeated later. Milliseconds. */
export const TURN_TIMEOUT_MS = 10_000;
/** How often a request that waits looks whether the one before has ended. Milliseconds. */
export const TURN_POLL_MS = 100;
/** Bytes of a page, after decompression. */
export const PAGE_BYTES_MAX = 5 * 1024 * 1024;
/** Redirects of one page, and of a robots.txt (RFC 9309 §2.3.1.2: at least five). */
export const REDIRECTS_MAX = 5;
/** Bytes of a robots.txt that count (RFC 9309 §2.5: at least 500 KiB). */
export const ROBOTS_BYTES_MAX = 500 * 1024;
/**
 * How long a robots.txt is cached (RFC 9309 §2.4: at most a day), and that it is unreachable. Milliseconds.
 */
export const ROBOTS_CACHED_MS = 24 * 3_600_000;
export const ROBOTS_UNREACHABLE_MS = 60_000;

/** Characters of a header that is stored. */
export const HEADER_CHARS_MAX = 1_000;

/** Work of judging one page: that of a caller who verifies one. */
export const JUDGING_WORK = CALLER_WORK;
/** Characters of visible text below which a page is one that a script renders from its data. */
export const RENDERED_CHARS_MIN = 500;

/**
 * Characters, without spaces, of a sequence that recurs by copying alone: in alphabets, and in scripts of
 * syllables.
 */
export const SEQUENCE_CHARS = 16;
export const SYLLABLE_SEQUENCE_CHARS = 8;
/** Share of the characters of an edited sentence that are still those of the original. */
export const EDITED_SHARE_MIN = 0.6;
/**
 * Share of an article's text that is a considerable part of it: a teaser, a quotation and a summary have
 * less.
 */
export const CONSIDERABLE_SHARE = 0.4;
/** Share that counts as the whole text: a page may lack a subheading or a dateline. */
export const WHOLE_SHARE = 0.9;

/** Pages of a feed or sitemap that are watched: the newest, as many as are read in two minutes. */
export const WATCHED_PAGES_MAX = 100;
/** Sitemaps of an index that are read: the newest. */
export const SITEMAPS_MAX = 3;
