/** Bytes of a decoded file: a JPEG takes some 30 ms of processor time a megabyte. */
export const DECODED_BYTES_MAX = 12 * 1024 * 1024;
/** Pixels that a header may claim: 50 megapixels are 800,000 JPEG blocks. */
export const PIXELS_MAX = 50_000_000;
/**
 * Pixels that a header may claim for each byte of the file: a flat JPEG block of 64 takes two bits. A file
 * that claims more is an attack, or too flat for a digest.
 */
export const PIXELS_A_BYTE_MAX = 256;
/** Blocks of all scans of one JPEG: an ordinary one has ten scans, most of which are skipped. */
export const BLOCKS_MAX = 4_000_000;
/** Bytes of an inflated PNG: they take up to 0.3 s of processor time, and an isolate has 128 MB. */
export const INFLATED_BYTES_MAX = 24 * 1024 * 1024;
/**
 * Inflation ratio of a PNG beyond the first bytes: photographs have 10, and a picture with a higher one has
 * too little detail.
 */
export const INFLATED_RATIO_MAX = 60;
/** Bytes that any PNG may inflate to, and pixels that it may have, however small its file is. */
export const INFLATED_BYTES_FREE = 384 * 1024;
/** Samples of the reduced picture's shorter side, if available: PDQ blurs, and takes every fourth of them. */
export const SAMPLES = 256;
/**
 * Samples of the reduced picture, 4 bytes each, with three grids in memory at once. A long and narrow picture
 * is reduced further: a JPEG to one sample a block at most; a PNG that still has more gets no digest.
 */
export const SAMPLES_IN_ALL_MAX = 512 * 1024;

/** PDQ §"quality", 0 to 100: below it a picture is too flat for its digest to be distinctive. */
export const QUALITY_MIN = 50;
/** Differing bits, of 256, of the same picture; PDQ's own recommendation. */
export const SAME_BITS_MAX = 31;
/** Minimum differing bits of different pictures: unrelated ones differ in 128 on average. */
export const OTHER_BITS_MIN = 90;
