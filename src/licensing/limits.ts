/** Characters of a name or reference: one line in a console or contract. */
export const NAME_CHARS_MAX = 200;

/** Titles of one partner. The largest regional groups have about a hundred. */
export const TITLES_MAX = 500;

export const DOMAINS_MAX = 50;
/** Characters of the address of a title's feed. */
export const FEED_CHARS_MAX = 2_000;

/** Characters of a title id, which is part of every receipt. */
export const TITLE_ID_CHARS_MAX = 64;

/** Entries of one list of a product selection. */
export const SELECTION_MAX = 200;

/** Greatest backfile in days: a century, far from a date overflow. */
export const DAYS_MAX = 36_525;

/** Entries of a list in license terms (uses, products, purposes…). */
export const TERMS_LIST_MAX = 200;

/** Territories of a license: more than there are ISO codes. */
export const TERRITORIES_MAX = 300;

/** Characters of free-form terms (`sublicensing`) as JSON. */
export const FREE_TERMS_CHARS_MAX = 4_000;

/** Characters of a license's policy as JSON: well above any known agreement, well below a D1 row (2 MB). */
export const POLICY_CHARS_MAX = 64_000;

/** Billable units of a quota: more than any agency sells, and exact as a number. */
export const QUOTA_MAX = 1_000_000_000;

/** Characters of an IANA time zone. The longest has 38. */
export const TIME_ZONE_CHARS_MAX = 64;

export const ADDRESSES_MAX = 64;

/** Hours for which a rotated key's old secret stays valid: a week, so that no rotation spans two releases. */
export const OVERLAP_HOURS_MAX = 168;

/** Clashes and warnings of one response. Fixing them reveals the rest. */
export const FINDINGS_MAX = 20;

/** Licenses compared at once with an exclusive one: with 2 KB of terms each, well within one D1 response. */
export const COMPARED_AT_ONCE = 500;

/**
 * Attempts to store a license while others are stored concurrently. The desk has to repeat the request after
 * that.
 */
export const STORE_ATTEMPTS_MAX = 8;
