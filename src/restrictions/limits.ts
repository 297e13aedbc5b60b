/** Limits of the restrictions room, with units and reasons. */

/**
 * Characters of a restriction text. The longest usage terms on real wires have a few hundred; a longer text
 * is cut and waits for the desk.
 */
export const TEXT_CHARS_MAX = 4_000;

/**
 * Characters of encoded rights (`rightsInfo.encodedRights`). Larger ones are stored cut, are not parsed, and
 * wait for the desk.
 */
export const ENCODED_CHARS_MAX = 64_000;

/**
 * Characters of a policy of the desk, as JSON: well above any real restriction, well below a D1 row (2 MB).
 */
export const POLICY_CHARS_MAX = 64_000;

/** Licenses that are read to count those that a restriction affects, for each page of the review. */
export const LICENSES_MAX = 2_000;

export const SECTION_CHARS_MAX = 128;

/** Characters of a custom phrase: a sentence in the words of wires. */
export const PHRASE_CHARS_MAX = 300;

/** Custom phrases in use at once. Every reading loads them all from D1 and searches for each. */
export const PHRASES_MAX = 500;
