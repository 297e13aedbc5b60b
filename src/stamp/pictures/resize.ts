/**
 * Scales pictures with Cloudflare Images; the embedded runtime has an encoder of its own behind the same
 * binding.
 */
import { type Dimensions, dimensionsOf } from '../../articles/media/dimensions.ts';
import type { PictureType } from '../../articles/media/pictures/check.ts';
import { withTimeout } from '../../platform/timeouts/with-timeout.ts';
import { RESIZING_MS } from './limits.ts';

/**
 * Widths in pixels that partners may request, from a phone column to a page on a high-resolution display. A
 * fixed list limits the stored files of one picture.
 */
export const RENDITION_WIDTHS = [320, 640, 960, 1280, 1920, 2560] as const;

export interface Box {
  width: number;
  /** Absent: unbounded. */
  height?: number;
}

const THUMBNAIL_MAX = 240;

/** A thumbnail is at most half as large as the picture, so that it cannot replace it. */
export function thumbnailBox({ width, height }: Partial<Dimensions>): Required<Box> {
  const half = (size = Number.POSITIVE_INFINITY) =>
    Math.max(1, Math.min(THUMBNAIL_MAX, Math.floor(size / 2)));
  return { width: half(width), height: half(height) };
}

/** JPEG and WebP quality, 1 to 100: visually lossless at this size. PNG is lossless. */
const QUALITY = 85;

/**
 * Scales the picture to fit the box, upright and in its own format. Null: it fits already. Rejects if Images
 * is out of reach, or cannot read the picture.
 */
export async function smallerPicture(
  images: ImagesBinding,
  source: Uint8Array,
  { contentType, box }: { contentType: PictureType; box: Box },
): Promise<Uint8Array | null> {
  const scaled = images
    .input(new Blob([source]).stream())
    .transform({ ...box, fit: 'scale-down' })
    .output({ format: contentType, ...(contentType !== 'image/png' && { quality: QUALITY }) })
    .then((result) => result.response().arrayBuffer());
  const smaller = new Uint8Array(await withTimeout(scaled, RESIZING_MS));
  return pixelsIn(smaller, contentType) === pixelsIn(source, contentType) ? null : smaller;
}

/** Number of pixels; undefined: the header does not say. */
function pixelsIn(bytes: Uint8Array, contentType: PictureType): number | undefined {
  const size = dimensionsOf(bytes, contentType);
  return size && size.width * size.height;
}

/**
 * Codes of Images (developers.cloudflare.com/images/reference/troubleshooting) for permanent faults of the
 * picture: too large, not a picture, too many pixels, unknown format.
 */
const UNREADABLE = new Set([9402, 9412, 9413, 9420, 9520]);

export const isUnreadable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && UNREADABLE.has(Number(error.code));
