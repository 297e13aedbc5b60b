/** Limits of the stamp room, each with its unit and its reason. */
import { PROMISE_MS } from '../ledger/transparency/limits.ts';

/** Bytes kept of a block digest: enough to locate a change among the blocks of one article, 12 characters each. */
export const BLOCK_DIGEST_BYTES = 9;

/** Bytes of a receipt as compact JWS: it travels in a header and behind `#` of a link. */
export const RECEIPT_BYTES_MAX = 2048;

/** Bytes of the claims as JSON: what base64url, the header and an Ed25519 signature leave of the above. */
export const CLAIMS_BYTES_MAX = 1350;

/** Hours within which a receipt promises that its entry is in the log. */
export const INCLUSION_HOURS = PROMISE_MS / 3_600_000;

/** Characters of a published text or page that is checked: the longest articles, with the page around them. */
export const PUBLISHED_CHARS_MAX = 1_000_000;

/** Blocks compared on either side: the comparison is quadratic where texts differ. */
export const COMPARED_BLOCKS_MAX = 1500;
/** Pairs of blocks that are compared in the time that a text takes however short it is: some 0.3 ms. */
export const COMPARISONS_A_TEXT = 100;
/** Pairs of block digests whose comparison costs as much as that of two blocks by their words. */
export const CELLS_A_COMPARISON = 1_000;
/** Characters that are searched for a passage in the time that one takes to be compared. */
export const SEARCHED_CHARS = 2_000;

/** Characters without white space in a sequence of two texts: long enough not to recur by chance. */
export const KIN_SEQUENCE_CHARS = 10;

/** Characters of either text looked at for kinship: an article's beginning tells which article it is. */
export const KIN_TEXT_CHARS_MAX = 50_000;

/** Least share of the shorter text's sequences that the other must have to be the same article, altered. */
export const KIN_SHARE_MIN = 0.2;

/** Characters of a document that is checked: a saved page with its styles and scripts in it. A request has 4 MiB. */
export const DOCUMENT_CHARS_MAX = 3_500_000;
/** Elements or JSON values within each other: templates nest some dozens deep, browsers stop at 512. */
export const DOCUMENT_DEPTH_MAX = 256;
/** Receipts of one document that are checked: a feed has some dozens, and each takes look-ups. */
export const DOCUMENT_RECEIPTS_MAX = 20;
/** Places of one text that are told: enough to see what happened. */
export const PLACES_MAX = 50;
/** Characters of a published passage that are told, to find it by. */
export const PLACE_CHARS = 80;
/**
 * Longest headline of a published text that is searched for beside the article's own: a near match at every
 * character costs its length each time.
 */
export const NAMED_CHARS_MAX = 300;
/** Least share of the article's sequences in a version of it; a text about the same has fewer. */
export const DOCTORED_SHARE_MIN = 0.3;
/** The same of a sentence of it: in a long passage a short false one is enough. */
export const SENTENCE_SHARE_MIN = 0.5;
/** Characters of the text that may be missing or changed between two passages of a split copy. */
export const JOINED_GAP_CHARS_MAX = 60;
/** Characters of a passage below which a likeness may be chance. */
export const DOCTORED_CHARS_MIN = 24;
/** Blocks on either side between two kept ones that are paired by likeness; beyond, by place. */
export const PAIRED_BLOCKS_MAX = 60;
/** Least likeness of two blocks for one to be a version of the other. */
export const LIKENESS_MIN = 0.3;
/**
 * Least likeness of an inserted block for it to be a copy of a delivered one with other words: a summary or
 * subheading shares fewer.
 */
export const COPY_LIKENESS_MIN = 0.6;
/** Deliveries of one item that are tried against a receipt's digest: a text with ten pictures has 2,048. */
export const DELIVERIES_TRIED_MAX = 4096;
