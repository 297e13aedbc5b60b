import type { Allowance } from './budget.ts';

/**
 * Bytes of an article as JSON: wire items have 5–200 KB, packages with inline pictures up to a few megabytes.
 */
export const JSON_BYTES_MAX = 4 * 1024 * 1024;
/** Nesting of a JSON body: the deepest ninjs and ODRL documents stay below 40. */
export const BODY_DEPTH_MAX = 256;
/** Bytes of a picture, sound or film from the newsroom. */
export const MEDIA_BYTES_MAX = 20 * 1024 * 1024;
/** Bytes of a stamped picture for verification: the largest picture plus its rights metadata. */
export const STAMPED_BYTES_MAX = MEDIA_BYTES_MAX + 1024 * 1024;
/** Longest path and query, in characters. No regular client sends a longer one. */
export const URL_LENGTH_MAX = 8_192;
/** Bytes of a token request: an assertion and authorization details take some kilobytes. */
export const OAUTH_BYTES_MAX = 64 * 1024;
/** Bytes of a console form: the longest are policies as text, with some hundred kilobytes. */
export const FORM_BYTES_MAX = 1024 * 1024;
/** Characters of one header: detailed tokens, cookies and receipts take up to 8 KB. */
export const HEADER_CHARS_MAX = 16 * 1024;
/** Characters of all headers of a request, with their names. */
export const HEADERS_CHARS_MAX = 64 * 1024;

/**
 * Work budget of an anonymous request (budget.ts). The largest live blogs have about ten thousand elements, a
 * saved page with comments about a thousand passages. Comparing a page of twenty stories of 5 KB, each with
 * the whole page, takes two million characters.
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
 * Work budget of an authenticated request. A package of 4 MiB has about 100,000 values; a hundred items have
 * about 4,000 words of distinct usage terms and policies of one or two thousand characters each; a picture
 * has about 100 KB of XMP.
 */
export const CALLER_WORK: Allowance = {
  nodes: 400_000,
  characters: 20_000_000,
  comparisons: 400_000,
  termsWords: 8_000,
  policyCharacters: 256_000,
  inflatedBytes: 32 * 1024 * 1024,
};
/** Characters of a cursor. The longest position of a list is below 200 bytes. */
export const CURSOR_CHARS_MAX = 400;
