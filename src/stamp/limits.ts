import { MERGE_DELAY_MAX_MS } from '../ledger/transparency/limits.ts';

/** Bytes of a truncated block digest (12 characters): enough to locate a change within one article. */
export const BLOCK_DIGEST_BYTES = 9;

/** Bytes of a receipt as compact JWS, which travels in a header and in a link's fragment. */
export const RECEIPT_BYTES_MAX = 2048;

/**
 * Bytes of the claims as JSON: what base64url, the header and an Ed25519 signature leave of the limit above.
 */
export const CLAIMS_BYTES_MAX = 1350;

/** Hours within which a receipt promises that its entry is in the log. */
export const INCLUSION_HOURS = MERGE_DELAY_MAX_MS / 3_600_000;

/** Characters of a published text or page: the longest articles, with the page around them. */
export const PUBLISHED_CHARS_MAX = 1_000_000;

/** Blocks on either side: the comparison is quadratic where texts differ. */
export const COMPARED_BLOCKS_MAX = 1500;
/** Block comparisons that take as long as the fixed cost of a text: some 0.3 ms. */
export const COMPARISONS_A_TEXT = 100;
/** Pairs of block digests that cost as much as one comparison of two blocks by words. */
export const CELLS_A_COMPARISON = 1_000;
/** Characters searched for a passage in the time of one comparison. */
export const SEARCHED_CHARS = 2_000;

/** Characters of a sequence without white space: long enough not to recur by chance. */
export const SEQUENCE_CHARS = 10;

/** Characters of either text that are compared for a common origin: the beginning identifies an article. */
export const SIMILARITY_TEXT_CHARS_MAX = 50_000;

/**
 * Minimum share of the shorter text's sequences in the other one for an altered version of the same article.
 */
export const SAME_ARTICLE_SHARE_MIN = 0.2;

/** Characters of a document: a saved page with its styles and scripts. A request has 4 MiB. */
export const DOCUMENT_CHARS_MAX = 3_500_000;
/** Nesting of elements or JSON values: templates nest some dozens deep, browsers stop at 512. */
export const DOCUMENT_DEPTH_MAX = 256;
/** Receipts of one document that are checked: a feed has some dozens, and each takes lookups. */
export const DOCUMENT_RECEIPTS_MAX = 20;
/** Differences listed for one text: enough to see what happened. */
export const DIFFERENCES_MAX = 50;
/** Characters of a quoted published passage, to find it by. */
export const DIFFERENCE_CHARS = 80;
/**
 * Longest published headline that is searched for besides the article's own: a near match at every character
 * costs its length each time.
 */
export const PUBLISHED_HEADLINE_CHARS_MAX = 300;
/**
 * Minimum share of the article's sequences in an altered copy; another text on the same subject has fewer.
 */
export const TAMPERED_SHARE_MIN = 0.3;
/** Minimum share for a sentence: in a long passage one short false sentence is enough. */
export const SENTENCE_SHARE_MIN = 0.5;
/** Characters that may be missing or changed between two passages of a split copy. */
export const JOINED_GAP_CHARS_MAX = 60;
/** Characters of a passage below which a similarity may be chance. */
export const TAMPERED_CHARS_MIN = 24;
/** Blocks on either side, between two equal ones, that are paired by similarity; beyond, by position. */
export const PAIRED_BLOCKS_MAX = 60;
/** Minimum similarity of two blocks for one to be a version of the other. */
export const BLOCK_SIMILARITY_MIN = 0.3;
/**
 * Minimum similarity of an inserted block for an edited copy of a delivered one: a summary or subheading has
 * less.
 */
export const COPY_SIMILARITY_MIN = 0.6;
/**
 * Combinations of components that are tried against a receipt's digest: a text with ten pictures has 2,048.
 */
export const DELIVERIES_TRIED_MAX = 4096;
