/**
 * UTF-16 units of a name or credit, a notice, usage terms, a headline, a caption (as many as IIM has octets)
 * and a code. Together, escaped to six bytes each, they take at most 55 KB, and fit into a JPEG segment.
 */
export const LINE_CHARS_MAX = 200;
export const NOTICE_CHARS_MAX = 1_000;
export const TERMS_CHARS_MAX = 3_000;
export const HEADLINE_CHARS_MAX = 400;
export const CAPTION_CHARS_MAX = 2_000;
export const CODE_CHARS_MAX = 64;

/** Bytes of a JPEG segment's payload: its length field has two bytes, and counts itself. */
export const SEGMENT_BYTES_MAX = 65_533;
/** Nesting of XMP elements: structures of arrays of structures have some ten levels. */
export const XMP_DEPTH_MAX = 64;
/**
 * UTF-16 units of a namespace. It is declared once but costs its length at every name with its prefix;
 * standard ones have fewer than 100.
 */
export const XMP_NAMESPACE_CHARS_MAX = 200;
/** Properties of one file, and attributes of one element; more are an attack. */
export const XMP_PROPERTIES_MAX = 10_000;

/**
 * Octets of IIM data sets (IPTC-IIM 4.2): names, codes and places; a country; a notice; a headline; a
 * caption.
 */
export const IIM_NAME_BYTES_MAX = 32;
export const IIM_COUNTRY_BYTES_MAX = 64;
export const IIM_NOTICE_BYTES_MAX = 128;
export const IIM_HEADLINE_BYTES_MAX = 256;
export const IIM_CAPTION_BYTES_MAX = 2_000;

/**
 * Encoded bytes of a line and of the usage terms in `Rights-Statement`: with the receipt the headers stay
 * below the 16 KB that common clients accept. The article carries the full usage terms.
 */
export const STATEMENT_LINE_BYTES_MAX = 600;
export const STATEMENT_TERMS_BYTES_MAX = 2_000;

/** Cached failures to scale a picture, so that not every request retries. */
export const RESIZE_FAILURES_MAX = 1_000;
/** Seconds before a failed attempt is retried: the encoder may be back by then. */
export const RESIZE_RETRY_S = 10;
/** Milliseconds before a picture that the encoder cannot read is retried. */
export const UNREADABLE_RETRY_MS = 3_600_000;
/** Cached names of stamped pictures: some 300 bytes each. */
export const RENDITIONS_CACHED_MAX = 10_000;
/**
 * Bytes of pictures that an isolate stamps at a time: it has 128 MB, and each picture is in memory twice. A
 * single one may be larger.
 */
export const STAMPING_BYTES_MAX = 32 * 1024 * 1024;
/** Milliseconds, longer than stamping a picture takes with its reads and writes of R2. */
export const STAMPING_MS = 90_000;
/** Milliseconds before scaling is abandoned: 24 megapixels take one second. */
export const RESIZING_MS = 20_000;
/**
 * Pictures that one request stamps: each takes three of the platform's 1,000 subrequests. An article has 200
 * at most.
 */
export const STAMPED_AT_ONCE_MAX = 200;
/**
 * Stamped versions of one item's pictures that are tried to reconstruct a delivery; more would be too many
 * combinations.
 */
export const RENDITIONS_TRIED_MAX = 60;
/** Scaled versions, which were delivered alone: each is one choice. */
export const SMALLER_TRIED_MAX = 500;
