/** Bounds of keys and tokens that others made, with unit and reason. */

/** Bits of an RSA modulus: NIST SP 800-131A forbids less; more costs milliseconds to verify and is used by nobody. */
export const RSA_BITS_MIN = 2048;
export const RSA_BITS_MAX = 4096;
/** Least public exponent (FIPS 186-5 §5.4). */
export const RSA_EXPONENT_MIN = 65_537n;

/** Characters of a key id: thumbprints have 43, the longest that identity providers make are below 100. */
export const KID_CHARS_MAX = 200;

/** Keys of one set: identity providers publish two to six. */
export const KEYS_IN_SET_MAX = 50;
