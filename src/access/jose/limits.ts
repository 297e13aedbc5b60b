/**
 * Bits of an RSA modulus. NIST SP 800-131A forbids fewer; more cost milliseconds to verify, and nobody uses
 * them.
 */
export const RSA_BITS_MIN = 2048;
export const RSA_BITS_MAX = 4096;
/** Smallest public exponent (FIPS 186-5 §5.4). */
export const RSA_EXPONENT_MIN = 65_537n;

/** Characters of a key id: thumbprints have 43, and the longest of identity providers fewer than 100. */
export const KID_CHARS_MAX = 200;

/** Keys of one set: identity providers publish two to six. */
export const KEYS_IN_SET_MAX = 50;
