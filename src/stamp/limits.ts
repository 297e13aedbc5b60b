/** Limits of the stamp room, each with its unit and its reason. */

/** Bytes kept of a block digest: enough to locate a change among the blocks of one article, 12 characters each. */
export const BLOCK_DIGEST_BYTES = 9;

/** Bytes of a receipt as compact JWS: it travels in a header and behind `#` of a link. */
export const RECEIPT_BYTES_MAX = 2048;

/** Bytes of the claims as JSON: what base64url, the header and an Ed25519 signature leave of the above. */
export const CLAIMS_BYTES_MAX = 1350;

/** Hours within which a receipt promises that its entry is in the log. */
export const INCLUSION_HOURS = 24;

/** Characters of a published text or page that is checked: the longest articles, with the page around them. */
export const PUBLISHED_CHARS_MAX = 1_000_000;

/** Blocks compared on either side: the comparison is quadratic where texts differ. */
export const COMPARED_BLOCKS_MAX = 1500;

/** Characters in a sequence when two texts are compared for kinship: long enough not to recur by chance. */
export const KIN_SEQUENCE_CHARS = 12;

/** Characters of either text looked at for kinship: an article's beginning tells which article it is. */
export const KIN_TEXT_CHARS_MAX = 50_000;

/** Least share of the shorter text's sequences that the other must have to be the same article, altered. */
export const KIN_SHARE_MIN = 0.2;
