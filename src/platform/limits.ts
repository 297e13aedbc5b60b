/** Limits that hold for every route, with unit and reason. */

/** An article as JSON: wire items are 5–200 KB, packages with inline pictures up to a few megabytes. */
export const JSON_BYTES_MAX = 4 * 1024 * 1024;
/** A picture, sound or film delivered by the newsroom. */
export const MEDIA_BYTES_MAX = 20 * 1024 * 1024;
/** A picture as it went out, to be verified: with room for the rights that were written into the largest. */
export const STAMPED_BYTES_MAX = MEDIA_BYTES_MAX + 1024 * 1024;
/** A path or query longer than this is no request of a client of ours. */
export const URL_LENGTH_MAX = 8_192;
/** Characters of a cursor: the longest place of a list is below 200 bytes. */
export const CURSOR_CHARS_MAX = 400;
