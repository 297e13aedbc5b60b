/** Smaller pictures, made by Cloudflare Images; the embedded runtime has an encoder of its own behind the same binding. */
import { dimensionsOf } from '../../articles/media/dimensions.ts';
import type { PictureType } from '../../articles/media/pictures/check.ts';
import { inTime } from '../../platform/reach/in-time.ts';
import { RESIZING_MS } from './limits.ts';

/**
 * In pixels, what partners may ask for: from a column on a telephone to a page on a fine display. A fixed list
 * keeps what is stored of one picture to a few files.
 */
export const RENDITION_WIDTHS = [320, 640, 960, 1280, 1920, 2560] as const;
/** In pixels, of the pictures in lists. */
export const THUMBNAIL_WIDTH = 240;

/** Of JPEG and WebP, 1 to 100: nobody sees the difference at the size of the file. PNG loses nothing. */
const QUALITY = 85;

/**
 * Upright, and in the same format. Null: the picture is no wider than that. Rejects when Images is out of reach, or
 * cannot read the picture.
 */
export async function smallerPicture(
  images: ImagesBinding,
  source: Uint8Array,
  { contentType, width }: { contentType: PictureType; width: number },
): Promise<Uint8Array | null> {
  const made = images
    .input(new Blob([source]).stream())
    .transform({ width, fit: 'scale-down' })
    .output({ format: contentType, ...(contentType !== 'image/png' && { quality: QUALITY }) })
    .then((result) => result.response().arrayBuffer());
  const smaller = new Uint8Array(await inTime(made, RESIZING_MS));
  return pixelsIn(smaller, contentType) === pixelsIn(source, contentType) ? null : smaller;
}

/** Undefined: its header does not say. */
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
