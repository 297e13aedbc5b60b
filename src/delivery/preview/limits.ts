/**
 * Total bytes of the pictures embedded in a preview. Base64 adds a third, all in the memory of one request.
 */
export const PREVIEW_PICTURES_BYTES_MAX = 6_000_000;
