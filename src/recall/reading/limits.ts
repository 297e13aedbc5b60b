/** Limits of reading published pages, with unit and reason. */

import { CALLER_WORK } from '../../platform/limits.ts';

/** Work of judging one page: that of a caller who verifies one. */
export const JUDGING_WORK = CALLER_WORK;

/** Time of all requests of one reading, without waiting for their turn. Milliseconds. */
export const READ_TIMEOUT_MS = 10_000;
/** Bytes of a page, after decompression. */
export const PAGE_BYTES_MAX = 5 * 1024 * 1024;
export const REDIRECTS_MAX = 5;
