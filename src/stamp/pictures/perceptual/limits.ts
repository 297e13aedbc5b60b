/** Limits of comparing pictures by what they show, each with its unit and its reason. */

/** Bytes of a file that is decoded: a JPEG takes some 30 ms of a processor a megabyte. */
export const DECODED_BYTES_MAX = 12 * 1024 * 1024;
/** Pixels that a header may claim: 50 megapixels are 800,000 blocks of a JPEG. */
export const PIXELS_MAX = 50_000_000;
/**
 * Pixels that a header may claim for each byte of the file: a JPEG's block of 64 that shows nothing takes two
 * bits. A file that claims more is built to be a burden, or too flat for a digest.
 */
export const PIXELS_A_BYTE_MAX = 256;
/**
 * Blocks that the scans of one JPEG go through together: an ordinary one has ten scans, of which most are
 * skipped.
 */
export const BLOCKS_MAX = 4_000_000;
/** Bytes of a PNG once inflated: they take up to 0.3 s of processor time, and an isolate has 128 MB. */
export const INFLATED_BYTES_MAX = 24 * 1024 * 1024;
/**
 * Times its size that a PNG inflates to, beyond the first bytes: photographs have 10, and what has more shows
 * too little.
 */
export const INFLATED_RATIO_MAX = 60;
/** Bytes that any PNG may inflate to, and pixels that it may have, however small its file is. */
export const INFLATED_BYTES_FREE = 384 * 1024;
/**
 * Samples on the shorter side that a picture is reduced to, if it has as many: PDQ blurs and takes every
 * fourth of them.
 */
export const SAMPLES = 256;
/**
 * Samples of the whole reduced picture, 4 bytes each, of which three grids are in memory at once. A long and
 * narrow picture, which would have more of them, is reduced further: a JPEG at most to one for a block; a PNG
 * that still has more has no digest.
 */
export const SAMPLES_IN_ALL_MAX = 512 * 1024;

/** PDQ §"quality": below it a picture is too flat for its digest to tell it from others. 0 to 100. */
export const QUALITY_MIN = 50;
/** Bits of 256 that may differ for two pictures to be called the same; PDQ's own recommendation. */
export const SAME_BITS_MAX = 31;
/**
 * Bits from which they are called different: two that have nothing to do with each other differ in 128 on
 * average.
 */
export const OTHER_BITS_MIN = 90;
