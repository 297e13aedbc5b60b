import { ARTICLE_CACHE_MS_MAX, RECORD_WAIT_MS } from '../ledger/limits.ts';

/** Longest time that an isolate may use a cached article; fences in the ledger prevent stale decisions. */
export const ARTICLE_CACHE_MS = ARTICLE_CACHE_MS_MAX;
/**
 * Cache bounds, in entries and bytes. All caches of this file and the token cache take two thirds of an
 * isolate's 128 MB at most, since most bytes of a cached answer are those of its rendition.
 */
export const ARTICLES_CACHED_MAX = 1_000;
export const ARTICLES_CACHED_BYTES_MAX = 20_000_000;
export const LICENSES_CACHED_MAX = 2_000;
export const LICENSES_CACHED_BYTES_MAX = 24_000_000;
export const EXCLUSIVITIES_CACHED_MAX = 1_000;
export const EXCLUSIVITIES_CACHED_BYTES_MAX = 2_000_000;
/** A stamp belongs to one license and article; a rendition to one format more. */
export const STAMPS_CACHED_MAX = 4_000;
export const STAMPS_CACHED_BYTES_MAX = 4_000_000;
export const RENDITIONS_CACHED_MAX = 4_000;
export const RENDITIONS_CACHED_BYTES_MAX = 8_000_000;
/** Pages of the catalogue: up to `PAGE_SIZE_MAX` items each, and a key as long as the selections. */
export const LISTINGS_CACHED_MAX = 1_000;
export const LISTINGS_CACHED_BYTES_MAX = 1_000_000;
/** Longest time that a list lacks an article which another isolate has added or released. */
export const LISTING_CACHE_MS = 1_000;

/** Component files of at most `WHOLE_BYTES_MAX`: thumbnails, and pictures for the web. */
export const CONTENTS_CACHED_MAX = 1_000;
export const CONTENTS_CACHED_BYTES_MAX = 4_000_000;
/**
 * Largest picture that is read into memory before the ledger is called, and the total for all requests that
 * read one, in bytes. A picture in a response does not count any more, even while a slow client reads it.
 */
export const WHOLE_BYTES_MAX = 65_536;
export const WHOLE_BYTES_AT_ONCE_MAX = 2_000_000;
/** Longer than a request waits for R2 and the ledger with all its retries. */
export const WHOLE_RESERVED_MS = 60_000;

/**
 * First deliveries of grants, and grants that have a second to themselves, for conditions by date: 400 bytes
 * each.
 */
export const GRANTS_DATED_MAX = 4_000;
export const GRANTS_DATED_BYTES_MAX = 1_600_000;

/**
 * Cached responses with their texts: about 14 KB each, most of which is a rendition that the cache above
 * holds as well.
 */
export const ANSWERS_CACHED_MAX = 20_000;
export const ANSWERS_CACHED_BYTES_MAX = 20_000_000;
/** Longest path, query and Accept of a cached request. */
export const CACHE_KEY_CHARS_MAX = 1_000;

/**
 * Attempts of a request. After a stale decision on cached state it is judged again on D1's. A change can also
 * come between reading and recording, so there is one more attempt before the caller has to retry.
 */
export const JUDGE_ATTEMPTS_MAX = 3;

/** After this time nothing is delivered, and the caller has to retry. */
export const LEDGER_TIMEOUT_MS = RECORD_WAIT_MS;

/**
 * Delay of writing counts: one write to D1 every two seconds that an isolate is busy. An isolate that ends
 * loses as much.
 */
export const EDGE_WRITE_MS = 2_000;

export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;
/**
 * Catalogue pages read to fill one feed page if much of the catalogue is not for the license. With pages of
 * 100 and the attempts above, a request stays below the platform's 1,000 subrequests.
 */
export const PAGE_READS_MAX = 3;
/**
 * Characters of stored text on one page of a feed with full texts: some hundred stories, or two or three
 * transcripts. An isolate holds the page a few times over while it builds it.
 */
export const FEED_TEXT_CHARS_MAX = 2_000_000;
export const SEARCH_ROWS_READ = 60;
/**
 * Items that a search judges for a page, whatever its limit; a search that reaches it found hundreds of items
 * that are all withheld. With the attempts above, a request stays below the platform's 1,000 subrequests.
 */
export const SEARCH_JUDGED_MAX = 240;
/** Milliseconds after a search in which missing items are added to its index. */
export const SEARCH_PENDING_MS = 5_000;
/**
 * Pictures that one page of a feed with full texts prepares: each is read, written and stored, in up to a
 * tenth of a second.
 */
export const FEED_PICTURES_STAMPED_MAX = 10;
export const PAGE_LOADS_AT_ONCE = 6;
/**
 * Bytes of `Rights-Withheld`. With a receipt of 2 KB the headers stay below the 16 KB that common clients
 * accept.
 */
export const WITHHELD_BYTES_MAX = 4_096;

/**
 * Questions of one `POST /v1/decisions`. Each reads one article at most, so a batch with the attempts above
 * stays below the platform's 1,000 subrequests a request.
 */
export const DECISIONS_MAX = 100;

export const STATED_LENGTH_MAX = 200;

/**
 * Milliseconds. Rotation interval of thumbnail addresses; each is valid for one to two intervals, because
 * editors read a list for minutes.
 */
export const THUMBNAIL_LINK_STEP_MS = 30 * 60_000;
/** UTF-16 units: five ids and a few more words. */
export const THUMBNAIL_LINK_CHARS_MAX = 1_000;
