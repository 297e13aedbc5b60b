/** Limits of names. */

/** UTF-16 units of one id with its version. */
export const REF_CHARS_MAX = 400;
/** UTF-16 units of a search text: a headline. */
export const WORDS_CHARS_MAX = 300;
/** Results of each kind. */
export const ENTITIES_DEFAULT = 10;
export const ENTITIES_MAX = 50;
