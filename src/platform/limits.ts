/** Limits that hold for every route, with unit and reason. */
import type { Allowance } from './budget.ts';

/** An article as JSON: wire items are 5–200 KB, packages with inline pictures up to a few megabytes. */
export const JSON_BYTES_MAX = 4 * 1024 * 1024;
/** Arrays and objects within each other in a JSON body: the deepest of ninjs and ODRL are below 40. */
export const BODY_DEPTH_MAX = 256;
/** A picture, sound or film delivered by the newsroom. */
export const MEDIA_BYTES_MAX = 20 * 1024 * 1024;
/** A picture as it went out, to be verified: with room for the rights that were written into the largest. */
export const STAMPED_BYTES_MAX = MEDIA_BYTES_MAX + 1024 * 1024;
/** A path or query longer than this is no request of a client of ours. */
export const URL_LENGTH_MAX = 8_192;
/** A request to the token endpoint: an assertion and the details of what is asked for, some kilobytes. */
export const OAUTH_BYTES_MAX = 64 * 1024;
/** What a page of the console sends: the longest are policies as text, of some hundred kilobytes. */
export const FORM_BYTES_MAX = 1024 * 1024;
/** Characters of one header: tokens with many details, cookies and receipts take up to 8 KB. */
export const HEADER_CHARS_MAX = 16 * 1024;
/** Characters of all headers of a request, with their names. */
export const HEADERS_CHARS_MAX = 64 * 1024;

/**
 * What a request of somebody unknown may cause (budget.ts). The largest live blogs have some ten thousand elements, a
 * saved page with comments some thousand passages; a page of twenty stories of 5 KB, each held against all of it, is
 * compared in two million characters.
 */
export const ANONYMOUS_WORK: Allowance = {
  nodes: 60_000,
  characters: 4_000_000,
  comparisons: 100_000,
  termsWords: 0,
  policyCharacters: 0,
  inflatedBytes: 0,
};
/**
 * Of a caller who is known. A package of 4 MiB has some 100,000 values; a hundred items have some 4,000 words
 * of usage terms, if all are different, and policies of one or two thousand characters each; a picture has
 * some 100 KB of XMP.
 */
export const CALLER_WORK: Allowance = {
  nodes: 400_000,
  characters: 20_000_000,
  comparisons: 400_000,
  termsWords: 8_000,
  policyCharacters: 256_000,
  inflatedBytes: 32 * 1024 * 1024,
};
/** Characters of a cursor: the longest place of a list is below 200 bytes. */
export const CURSOR_CHARS_MAX = 400;
