/** Limits and durations of the delivery path, with unit and reason. */
import { ARTICLE_CACHE_MS_MAX, RECORD_WAIT_MS } from '../ledger/limits.ts';

/** Longest that an isolate may judge on a cached article; fences make sure that it is never a stale one. */
export const ARTICLE_CACHE_MS = ARTICLE_CACHE_MS_MAX;
/** What an isolate keeps, in entries and in bytes: all in this file and the tokens are two thirds of its 128 MB at most. */
export const ARTICLES_CACHED_MAX = 1_000;
export const ARTICLES_CACHED_BYTES_MAX = 20_000_000;
export const LICENSES_CACHED_MAX = 2_000;
export const LICENSES_CACHED_BYTES_MAX = 24_000_000;
export const EXCLUSIVITIES_CACHED_MAX = 1_000;
export const EXCLUSIVITIES_CACHED_BYTES_MAX = 2_000_000;
/** Stamps are of one license and article each, renditions of one format more. */
export const STAMPS_CACHED_MAX = 4_000;
export const STAMPS_CACHED_BYTES_MAX = 4_000_000;
export const RENDITIONS_CACHED_MAX = 4_000;
export const RENDITIONS_CACHED_BYTES_MAX = 8_000_000;

/**
 * A picture up to this is read as a whole before the ledger is told, bytes, as long as all that wait so are no more than that. In its answer
 * it does not count any more: whoever reads slowly holds it until it is read.
 */
export const WHOLE_BYTES_MAX = 65_536;
export const WHOLE_BYTES_AT_ONCE_MAX = 2_000_000;
/** Longer than a request waits for R2 and the ledger, with all its tries. */
export const WHOLE_RESERVED_MS = 60_000;

/** When grants were first delivered, for those who ask by date, and which had a second to themselves: 400 bytes each. */
export const GRANTS_DATED_MAX = 4_000;
export const GRANTS_DATED_BYTES_MAX = 1_600_000;

/** Answers given before, with their texts: about 14 KB each, of which most is a rendition that is kept above as well. */
export const ANSWERS_CACHED_MAX = 20_000;
export const ANSWERS_CACHED_BYTES_MAX = 20_000_000;
/** Path, query and Accept of a question whose answer is kept. */
export const CACHE_KEY_CHARS_MAX = 1_000;

/** A decision is made on what is cached, and again on what D1 has when the ledger says that it is stale. A change can
 * also come between reading and recording, so there is one more try before the caller is asked to come back. */
export const JUDGE_ATTEMPTS_MAX = 3;

/** After this the caller is told to try again, and nothing is delivered. */
export const LEDGER_TIMEOUT_MS = RECORD_WAIT_MS;

/** From a request to the writing of what has been counted until then: a write of D1 every two seconds that an isolate is busy, and what is
 * lost with it. */
export const EDGE_WRITE_MS = 2_000;

/** Feed pages. */
export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;
/** Catalogue pages read to fill one feed page, when much of it is not for this license. With pages of 100 and the
 * attempts above this stays below the 1,000 subrequests that the platform allows a request. */
export const PAGE_READS_MAX = 3;
/** Characters of the stored texts of one page of a feed with whole texts: some hundred stories, or two or three transcripts. An isolate
 * holds the page a few times over while it is made. */
export const FEED_TEXT_CHARS_MAX = 2_000_000;
/** Rows of the index that a search reads at once. */
export const SEARCH_ROWS_READ = 60;
/** Items that a search judges for a page, whatever its limit: above, nothing but what is withheld was found in hundreds of items.
 * With the attempts above this stays below the 1,000 subrequests that the platform allows a request. */
export const SEARCH_JUDGED_MAX = 240;
/** After a search, milliseconds in which items that it lacks come into its index. */
export const SEARCH_PENDING_MS = 5_000;
/** Pictures that one page of a feed with whole texts has rights written into, where that has not been done: each is read, written and kept, in
 * up to a tenth of a second. */
export const FEED_PICTURES_MADE_MAX = 10;
/** Articles of a feed page loaded at the same time. */
export const PAGE_LOADS_AT_ONCE = 6;
/** Bytes of `Rights-Withheld`: with a receipt of 2 KB the headers stay below the 16 KB that common clients accept. */
export const WITHHELD_BYTES_MAX = 4_096;

/**
 * Questions of one `POST /v1/decisions`. Each reads one article at most, so with the attempts above a batch
 * stays below the 1,000 subrequests that the platform allows a request.
 */
export const DECISIONS_MAX = 100;

/** What a partner may state of a use. */
export const STATED_LENGTH_MAX = 200;

/**
 * Milliseconds. Rotation interval of thumbnail addresses; each is valid for one to two intervals:
 * editors read a list for minutes.
 */
export const THUMBNAIL_LINK_STEP_MS = 30 * 60_000;
/** UTF-16 units: five ids and a few more words. */
export const THUMBNAIL_LINK_CHARS_MAX = 1_000;
