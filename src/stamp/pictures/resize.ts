/** Smaller pictures, made by Cloudflare Images; the embedded runtime has an encoder of its own behind the same binding. */
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
 * Never larger than it is, upright, in the same format. Rejects when Images is out of reach, or cannot read the
 * picture.
 */
export async function smallerPicture(
  images: ImagesBinding,
  source: Uint8Array,
  { contentType, width }: { contentType: PictureType; width: number },
): Promise<Uint8Array> {
  const made = images
    .input(new Blob([source]).stream())
    .transform({ width, fit: 'scale-down' })
    .output({ format: contentType, ...(contentType !== 'image/png' && { quality: QUALITY }) })
    .then((result) => result.response().arrayBuffer());
  return new Uint8Array(await inTime(made, RESIZING_MS));
}
