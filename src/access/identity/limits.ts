/**
 * Trusted providers of a gateway, and role rules of one provider: an agency has one or two, and a handful of
 * groups.
 */
export const PROVIDERS_MAX = 10;
export const RULES_MAX = 100;
/** Characters of an issuer, audience, claim name or value in the configuration. */
export const CONFIG_CHARS_MAX = 300;

/**
 * Characters of a provider's token. One with 200 groups, the most that large providers list, has about
 * 10,000.
 */
export const SUBJECT_TOKEN_CHARS_MAX = 12_288;
/** Characters of a subject (OIDC Core §2). */
export const SUBJECT_CHARS_MAX = 255;

/**
 * Leeway for `iat` and `nbf` of a provider's token. `exp` has none: the gateway's token never outlives it.
 */
export const PROVIDER_LEEWAY_S = 30;

/**
 * Greatest age of a provider's token by `iat`, whatever its `exp`. An ID token is exchanged right after it is
 * issued; an Access JWT is issued when the session begins, which by default lasts a day.
 */
export const ID_TOKEN_AGE_S_MAX = 3_600;
export const ACCESS_JWT_AGE_S_MAX = 86_400;

/** Lifetime of cached keys: a key that the provider withdraws verifies for at most this long. */
export const PROVIDER_KEYS_LIFE_MS = 600_000;
/** An unknown key id reloads the keys at most this often. */
export const PROVIDER_KEYS_RELOAD_MS = 60_000;
/** Delay before the next load after a failure. */
export const PROVIDER_KEYS_RETRY_MS = 5_000;
/** Concurrent loads in one isolate, because requests cannot wait for each other's. */
export const PROVIDER_LOADS_MAX = 10;
/** Timeout for each of two documents of a provider. A user is waiting. */
export const PROVIDER_TIMEOUT_MS = 3_000;
/**
 * Bytes of a discovery document or key set. The largest known, with certificates for every key, have about
 * 30,000.
 */
export const PROVIDER_BYTES_MAX = 131_072;

/** Seconds between leaving for a provider's pages and returning: enough time to find a second factor. */
export const SIGN_IN_LIFE_S = 600;
/** Characters of an authorization code. The longest known, which embed their state, have about 2,000. */
export const CODE_CHARS_MAX = 4_096;
/** Characters of the page to return to: a list with all its filters. A cookie holds 4,096. */
export const NEXT_CHARS_MAX = 1_500;

/**
 * Attempts at a sign-in, because another request may change the same operator between reading and writing.
 */
export const SIGN_IN_ATTEMPTS_MAX = 3;
