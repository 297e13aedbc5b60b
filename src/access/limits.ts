/** Limits and durations of the access room, with unit and reason. */

/** Longest life of an access token (design: ≤ 15 min); revocation does not wait for it. */
export const TOKEN_TTL_S = 900;

/** Clock difference that we forgive a token, either way (RFC 7519 §4.1.4 "some small leeway"). */
export const CLOCK_LEEWAY_S = 5;

/** An access token of ours is about 1 KB; anything larger than this is not parsed at all. */
export const TOKEN_BYTES_MAX = 8192;

/** A token request is a short form; more is refused unread. */
export const TOKEN_REQUEST_BYTES_MAX = 16_384;

/** Characters of a DPoP proof: one with an RSA key of 4096 bits in its header has about 2,000. */
export const PROOF_CHARS_MAX = 4_096;
/** Age at which a proof is not taken any more. Each is remembered for twice as long. */
export const PROOF_LIFE_S = 60;

/** Characters of a client assertion; signed with RSA of 4096 bits it has about 1,500. */
export const ASSERTION_CHARS_MAX = 8_192;
/** Life of a client assertion (RFC 7523 §3 no. 4: "unreasonably far in the future" is refused). */
export const ASSERTION_LIFE_S = 300;

/** Characters of a `jti`. */
export const JTI_CHARS_MAX = 200;

/** A revoked token is remembered until its end and for so long, in milliseconds, for clocks that differ. */
export const REVOKED_FOR_MS = 60_000;

/** Characters of an operator's name: one line in a console. */
export const OPERATOR_NAME_CHARS_MAX = 200;

/** For how long an `Idempotency-Key` is known again, in milliseconds: nobody goes back to a page of yesterday by mistake. */
export const ONCE_FOR_MS = 24 * 3_600_000;

/** Rows of `used_once` that are over and go with one call: as many as come, and a few more. */
export const SWEPT_AT_ONCE = 20;

/** `last_used` of a key is written at most this often, in milliseconds: it tells keys in use from forgotten ones. */
export const LAST_USED_EVERY_MS = 60_000;

/** Verified tokens that an isolate remembers, in entries and in bytes: most have 3 KB with what they say, none more than 25 KB. */
export const TOKENS_KEPT_MAX = 2_000;
export const TOKENS_KEPT_BYTES_MAX = 8_000_000;
