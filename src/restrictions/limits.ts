/** Limits of the restrictions room, with unit and reason. */

/** Characters of a restriction text. The longest usage terms on real wires are a few hundred; a longer text is cut and waits for the desk. */
export const TEXT_CHARS_MAX = 4_000;

/** Characters of encoded rights (`rightsInfo.encodedRights`); larger ones are kept cut and wait for the desk, they are not parsed. */
export const ENCODED_CHARS_MAX = 64_000;

/** Characters of a policy that the desk writes, as JSON: well above any real restriction, well below a D1 row (2 MB). */
export const POLICY_CHARS_MAX = 64_000;

/** Licenses that are read to count those that a restriction concerns, for each page of the review. */
export const LICENSES_MAX = 2_000;

/** Characters of a section name in a scope. */
export const SECTION_CHARS_MAX = 128;

/** Characters of a phrase that the desk teaches: a sentence, in the words that wires use. */
export const PHRASE_CHARS_MAX = 300;

/** Taught phrases in use at once. Every reading looks for each of them, and reads them all from D1. */
export const PHRASES_MAX = 500;
