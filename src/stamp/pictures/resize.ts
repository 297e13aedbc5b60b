/**
 * Smaller pictures, made by Cloudflare Images; the embedded runtime has an encoder of its own behind the same
 * binding.
 */
import { type Dimensions, dimensionsOf } from '../../articles/media/dimensions.ts';
import type { PictureType } from '../../articles/media/pictures/check.ts';
import { withTimeout } from '../../platform/timeouts/with-timeout.ts';
import { RESIZING_MS } from './limits.ts';

/**
 * In pixels, what partners may ask for: from a column on a telephone to a page on a fine display. A fixed list
 * keeps what is stored of one picture to a few files.
 */
export const RENDITION_WIDTHS = [320, 640, 960, 1280, 1920, 2560] as const;

/** Pixels that a smaller picture fits in. */
export interface Box {
  width: number;
  /** Absent: as high as it comes. */
  height?: number;
}

/** Pixels, of the pictures in lists, each way. */
const THUMBNAIL_MAX = 240;

/** Of a thumbnail: half as large as the picture at most, so that none stands for the picture itself. */
export function thumbnailBox({ width, height }: Partial<Dimensions>): Required<Box> {
  const half = (size = Number.POSITIVE_INFINITY) =>
    Math.max(1, Math.min(THUMBNAIL_MAX, Math.floor(size / 2)));
  return { width: half(width), height: half(height) };
}

/** Of JPEG and WebP, 1 to 100: nobody sees the difference at the size of the file. PNG loses nothing. */
const QUALITY = 85;

/**
 * Makes the picture fit the box, upright and in its own format. Null: it is no larger than that. Rejects when
 * Images is out of reach, or cannot read the picture.
 */
export async function smallerPicture(
  images: ImagesBinding,
  source: Uint8Array,
  { contentType, box }: { contentType: PictureType; box: Box },
): Promise<Uint8Array | null> {
  const made = images
    .input(new Blob([source]).stream())
    .transform({ ...box, fit: 'scale-down' })
    .output({ format: contentType, ...(contentType !== 'image/png' && { quality: QUALITY }) })
    .then((result) => result.response().arrayBuffer());
  const smaller = new Uint8Array(await withTimeout(made, RESIZING_MS));
  return pixelsIn(smaller, contentType) === pixelsIn(source, contentType) ? null : smaller;
}

/** Pixels in all; undefined: the header does not say. */
function pixelsIn(bytes: Uint8Array, contentType: PictureType): number | undefined {
  const size = dimensionsOf(bytes, contentType);
  return size && size.width * size.height;
}

/**
 * Codes of Images (developers.cloudflare.com/images/reference/troubleshooting) that say the same of the picture each
 * time: too large, no picture, too many pixels, of an unknown kind.
 */
const UNREADABLE = new Set([9402, 9412, 9413, 9420, 9520]);

export const isUnreadable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && UNREADABLE.has(Number(error.code));
