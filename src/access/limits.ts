/** Limits and durations of the access room, with unit and reason. */

/** Longest life of an access token (design: ≤ 15 min); revocation does not wait for it. */
export const TOKEN_TTL_S = 900;

/** Clock difference that we forgive a token, either way (RFC 7519 §4.1.4 "some small leeway"). */
export const CLOCK_LEEWAY_S = 5;

/** An access token of ours is about 1 KB; anything larger than this is not parsed at all. */
export const TOKEN_BYTES_MAX = 8192;

/** A token request is a short form; more is refused unread. */
export const TOKEN_REQUEST_BYTES_MAX = 16_384;
