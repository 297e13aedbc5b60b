/** Lifetime of an access token (design: ≤ 15 min). Revocation does not wait for it. */
export const TOKEN_TTL_S = 900;

/** Leeway for a token's times, in both directions (RFC 7519 §4.1.4 "some small leeway"). */
export const CLOCK_LEEWAY_S = 5;

/** Bytes of an access token. The gateway's own have about 1 KB; larger ones are not parsed. */
export const TOKEN_BYTES_MAX = 8192;

/** Bytes of a token request, which is a short form. */
export const TOKEN_REQUEST_BYTES_MAX = 16_384;

/** Characters of a DPoP proof. One with an RSA key of 4096 bits in its header has about 2,000. */
export const PROOF_CHARS_MAX = 4_096;
/** Greatest age of a proof. Each is remembered for twice as long. */
export const PROOF_LIFE_S = 60;

/** Characters of a client assertion. One signed with RSA of 4096 bits has about 1,500. */
export const ASSERTION_CHARS_MAX = 8_192;
/** Longest lifetime of a client assertion (RFC 7523 §3 no. 4 rejects "unreasonably far in the future"). */
export const ASSERTION_LIFE_S = 300;

/** Characters of a `jti`. */
export const JTI_CHARS_MAX = 200;

/** A revoked token is remembered for this long after its end, in milliseconds, because clocks differ. */
export const REVOCATION_EXTRA_MS = 60_000;

/** Characters of an operator's name: one line in a console. */
export const OPERATOR_NAME_CHARS_MAX = 200;

/** Lifetime of an `Idempotency-Key`, in milliseconds: nobody resubmits yesterday's page by mistake. */
export const IDEMPOTENCY_KEY_LIFE_MS = 24 * 3_600_000;

/** Expired rows of `used_once` that one call deletes: a few more than it adds. */
export const EXPIRED_DELETED_MAX = 20;

/**
 * `last_used` and `last_refused` of a key are each written at most this often, in milliseconds. They
 * distinguish keys in use from forgotten ones and from those whose partner needs help.
 */
export const LAST_USED_INTERVAL_MS = 60_000;

/**
 * Verified tokens in an isolate's cache, in entries and bytes: most take 3 KB with their claims, none more
 * than 25 KB.
 */
export const TOKENS_CACHED_MAX = 2_000;
export const TOKENS_CACHED_BYTES_MAX = 8_000_000;
