/** Limits of what is written into pictures, each with its unit and its reason. */

/**
 * UTF-16 units of a name or credit, of a notice, of usage terms, of a headline, a caption (as many as IIM has
 * octets), a code. Together, escaped to six bytes each, they are at most 55 KB, and fit in a JPEG segment.
 */
export const LINE_CHARS_MAX = 200;
export const NOTICE_CHARS_MAX = 1_000;
export const TERMS_CHARS_MAX = 3_000;
export const HEADLINE_CHARS_MAX = 400;
export const CAPTION_CHARS_MAX = 2_000;
export const CODE_CHARS_MAX = 64;

/** Bytes of a JPEG segment's payload: its length, which counts itself, has two bytes. */
export const SEGMENT_BYTES_MAX = 65_533;
/** Levels of elements in XMP: structures of arrays of structures have some ten. */
export const XMP_DEPTH_MAX = 64;
/**
 * UTF-16 units of a namespace. A long one is declared once but costs its length at every name with its
 * prefix; standard ones have below 100.
 */
export const XMP_NAMESPACE_CHARS_MAX = 200;
/** Properties of one file, and attributes of one element: what more there is was made to be a burden. */
export const XMP_PROPERTIES_MAX = 10_000;

/**
 * Octets of data sets of IIM (IPTC-IIM 4.2): names, codes and places; a country; a notice; a headline; a
 * caption.
 */
export const IIM_NAME_BYTES_MAX = 32;
export const IIM_COUNTRY_BYTES_MAX = 64;
export const IIM_NOTICE_BYTES_MAX = 128;
export const IIM_HEADLINE_BYTES_MAX = 256;
export const IIM_CAPTION_BYTES_MAX = 2_000;

/**
 * Bytes, encoded, of a line and of the usage terms in `Rights-Statement`: with the receipt the headers stay
 * below the 16 KB that common clients accept. The article's own usage terms are whole.
 */
export const STATEMENT_LINE_BYTES_MAX = 600;
export const STATEMENT_TERMS_BYTES_MAX = 2_000;

/** Pictures that an isolate remembers it could not make smaller, so that it does not try at every request. */
export const RESIZE_FAILURES_MAX = 1_000;
/** Seconds after a failed attempt in which no other is made: the encoder may be back by then. */
export const RESIZE_RETRY_S = 10;
/** Milliseconds for which a picture that the encoder cannot read is not tried again. */
export const UNREADABLE_KEPT_MS = 3_600_000;
/** Names of stamped pictures that an isolate keeps: some 300 bytes each. */
export const RENDITIONS_CACHED_MAX = 10_000;
/** Bytes of pictures that one isolate writes into at a time: it has 128 MB, and each is there twice. A single one may be larger. */
export const STAMPING_BYTES_MAX = 32 * 1024 * 1024;
/** Longer than one takes, with all that is waited for: R2 for its bytes, and to keep them. */
export const STAMPING_MS = 90_000;
/** Milliseconds until a smaller picture is given up: 24 megapixels take one second. */
export const RESIZING_MS = 20_000;
/** Pictures that one request makes: each takes three subrequests, of 1,000 that the platform allows. An article has 200 at most. */
export const STAMPED_AT_ONCE_MAX = 200;
/** Stamped pictures of one item's pictures that are looked up to tell what a delivery had: more would be too many choices to try. */
export const RENDITIONS_TRIED_MAX = 60;
/** Smaller ones, which were delivered by themselves: each is one choice. */
export const SMALLER_TRIED_MAX = 500;
