/** Characters of an `Accept` header that are parsed: browsers send a few hundred. */
export const ACCEPT_CHARS_MAX = 4096;

/** Characters in a line of plain text: the width that wires, mail and terminals show in full. */
export const TEXT_COLUMNS = 72;

/**
 * Characters of a summary in a feed: a paragraph. A newsroom that puts the full story there has not licensed
 * it that way.
 */
export const SUMMARY_CHARS_MAX = 600;
