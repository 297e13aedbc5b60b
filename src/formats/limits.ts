/** Limits of the formats room, each with its unit and its reason. */

/** Characters of an `Accept` header that is read at all: browsers send some hundred. */
export const ACCEPT_CHARS_MAX = 4096;

/** Characters in a line of plain text: what wires, mail and terminals have always shown whole. */
export const TEXT_COLUMNS = 72;

/** Characters of a summary in a feed: a paragraph. A newsroom that writes the whole story there has not licensed it by that. */
export const SUMMARY_CHARS_MAX = 600;
