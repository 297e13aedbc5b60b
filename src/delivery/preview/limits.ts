/** Limits of what the desk looks at, with unit and reason. */

/** Bytes of pictures that a preview carries in itself, all together; base64 makes a third more of them, in the memory of one request. */
export const PREVIEW_PICTURES_BYTES_MAX = 6_000_000;
