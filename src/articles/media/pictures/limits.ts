/** Limits on the files of pictures, each with its unit and its reason. */

/** Segments before the first scan of a JPEG, and of all its parts: 255 of a color profile, 80 of 4 MB of XMP, tables, and room. */
export const JPEG_SEGMENTS_MAX = 4_096;
/** Chunks of a PNG or WebP: 20 MB in pieces of 8 KB, as libpng cuts them, are 2,560; some cut into 1 KB. */
export const CHUNKS_MAX = 40_000;
/** Bytes of XMP in one file: text on a picture. What is larger holds other pictures, or is made to be a burden. */
export const XMP_BYTES_MAX = 4 * 1024 * 1024;
/**
 * Bytes that compressed XMP of one file inflates to: reading takes twenty times as much memory. Packets have some
 * kilobytes, and those that hold an edit history some hundred.
 */
export const INFLATED_XMP_BYTES_MAX = 512 * 1024;
/**
 * Times its size that one chunk inflates to beyond the first bytes: RDF compresses to a tenth at best, and a few
 * kilobytes must not take as long as a picture.
 */
export const INFLATED_XMP_RATIO_MAX = 40;
export const INFLATED_XMP_BYTES_FREE = 32 * 1024;
