/** Limits of picture files, with units and reasons. */

/**
 * Segments before the first scan of a JPEG, and in all its parts: 255 of a color profile, 80 of 4 MB of XMP,
 * tables, and headroom.
 */
export const JPEG_SEGMENTS_MAX = 4_096;
/** Chunks of a PNG or WebP: 20 MB in the 8 KB pieces of libpng are 2,560; some programs write 1 KB pieces. */
export const CHUNKS_MAX = 40_000;
/** Bytes of XMP in one file: text about a picture. More is other pictures, or an attack. */
export const XMP_BYTES_MAX = 4 * 1024 * 1024;
/**
 * Inflated bytes of compressed XMP in one file: reading takes twenty times as much memory. Packets have some
 * kilobytes, and those with an edit history some hundred.
 */
export const INFLATED_XMP_BYTES_MAX = 512 * 1024;
/**
 * Ratio to which one chunk may inflate beyond the first bytes: RDF compresses to a tenth at best, and a few
 * kilobytes must not take as long as a picture.
 */
export const INFLATED_XMP_RATIO_MAX = 40;
export const INFLATED_XMP_BYTES_FREE = 32 * 1024;
