/** Limits of the licensing room, with unit and reason. */

/** Characters of a name or a reference: one line in a console or a contract. */
export const NAME_CHARS_MAX = 200;

/** Titles of one partner. The largest regional groups publish about a hundred. */
export const TITLES_MAX = 500;

/** Domains of one title. */
export const DOMAINS_MAX = 50;

/** Characters of a title id: it stands in every receipt. */
export const TITLE_ID_CHARS_MAX = 64;

/** Entries of one list of a product selection. */
export const SELECTION_MAX = 200;

/** Days that a product reaches back: a century, and far from overflowing a date. */
export const DAYS_MAX = 36_525;

/** Entries of a list in license terms (uses, products, purposes…). */
export const TERMS_LIST_MAX = 200;

/** Territories of a license: every ISO code and then some. */
export const TERRITORIES_MAX = 300;

/** Characters of free-form terms (`sublicensing`) as JSON. */
export const FREE_TERMS_CHARS_MAX = 4_000;

/** Characters of a license's policy as JSON: well above any agreement known, well below a D1 row (2 MB). */
export const POLICY_CHARS_MAX = 64_000;

/** Billable units of a quota: more than any agency sells, and exact as a number. */
export const QUOTA_MAX = 1_000_000_000;

/** Characters of an IANA time zone: the longest name of today has 38. */
export const TIME_ZONE_CHARS_MAX = 64;

/** CIDR blocks of one key. */
export const ADDRESSES_MAX = 64;

/** Hours for which the old secret of a rotated key still works: a week, so that no rotation lasts over two releases. */
export const OVERLAP_HOURS_MAX = 168;

/** Clashes, and warnings, that one answer lists; the rest shows after these are mended. */
export const FINDINGS_MAX = 20;

/** Licenses that are compared at once with one that would be exclusive: at 2 KB of terms each, well within one D1 answer. */
export const RIVALS_AT_ONCE = 500;

/** Times that a license is compared anew because others were stored meanwhile, before the desk is asked to repeat. */
export const STORE_ATTEMPTS_MAX = 8;
