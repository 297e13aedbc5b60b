/** Limits and durations of signing in with an identity provider, with unit and reason. */

/** Providers that one gateway trusts, and rules that one of them has: an agency has one or two, and a handful of groups. */
export const PROVIDERS_MAX = 10;
export const RULES_MAX = 100;
/** Characters of an issuer, audience, claim name or value in the configuration. */
export const CONFIG_CHARS_MAX = 300;

/** Characters of a token of a provider. With 200 groups, the most that large providers list, it has about 10,000. */
export const SUBJECT_TOKEN_CHARS_MAX = 12_288;
/** Characters of a subject (OIDC Core §2). */
export const SUBJECT_CHARS_MAX = 255;

/** Clock difference to a provider that is forgiven for `iat` and `nbf`. Its `exp` is taken at its word: our token never outlives it. */
export const PROVIDER_LEEWAY_S = 30;

/**
 * Age, by `iat`, at which a token of a provider is not taken any more, whatever its own end. An ID token is got right before
 * it is exchanged; what Cloudflare Access sends was made when its session began, which is by default a day.
 */
export const ID_TOKEN_AGE_S_MAX = 3_600;
export const ACCESS_JWT_AGE_S_MAX = 86_400;

/** Keys of a provider are believed for so long: one that it has taken out verifies at most as much longer. */
export const PROVIDER_KEYS_LIFE_MS = 600_000;
/** A key id that the keys do not have makes them be read again, at most this often. */
export const PROVIDER_KEYS_AGAIN_MS = 60_000;
/** After a failure they are not asked for again for this long. */
export const PROVIDER_KEYS_RETRY_MS = 5_000;
/** Readings under way at a time, in one isolate: requests cannot wait for each other's. */
export const PROVIDER_READINGS_MAX = 10;
/** Patience with a provider, for each of two documents; somebody waits. */
export const PROVIDER_TIMEOUT_MS = 3_000;
/** Bytes of a discovery document or key set; the largest known, with certificates for every key, have about 30,000. */
export const PROVIDER_BYTES_MAX = 131_072;

/** Between leaving for a provider's pages and coming back, in seconds: time to look for a second factor. */
export const SIGN_IN_LIFE_S = 600;
/** Characters of an authorization code; the longest known, with everything sealed in it, have about 2,000. */
export const CODE_CHARS_MAX = 4_096;
/** Characters of the path that a sign-in leads back to: a list with all its filters. A cookie holds 4,096. */
export const NEXT_CHARS_MAX = 1_500;

/** Somebody else may sign in as the same operator, or change it, between reading and writing: so often it is begun again. */
export const SIGN_IN_ATTEMPTS_MAX = 3;
