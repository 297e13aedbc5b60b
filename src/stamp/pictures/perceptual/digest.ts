/**
 * The perceptual digest of a picture's file: whether another file shows the same picture, scaled or encoded
 * again. It proves nothing, and the verdict that is made of it says so. JPEG and PNG; a WebP is not decoded
 * here. Pure.
 */
import { APP1, isApp, readJpeg } from '../../../articles/media/pictures/jpeg.ts';
import { readPng } from '../../../articles/media/pictures/png.ts';
import { unbounded } from '../../../platform/budget.ts';
import { EXIF_HEADER, orientationOf } from '../exif.ts';
import { jpegLuma } from './jpeg-luma.ts';
import { DECODED_BYTES_MAX, OTHER_BITS_MIN, QUALITY_MIN, SAME_BITS_MAX } from './limits.ts';
import type { Luma } from './luma.ts';
import { distance, pdqOf } from './pdq.ts';
import { pngLuma } from './png-luma.ts';

/**
 * 64 hexadecimal digits; null: the file cannot be decoded within the limits, or shows too little to be told
 * from others.
 */
export function perceptualDigest(bytes: Uint8Array): string | null {
  if (bytes.length > DECODED_BYTES_MAX) return null;
  const shown = decoded(bytes);
  if (!shown) return null;
  const { digest, quality } = pdqOf(shown.luma, shown.orientation);
  return quality < QUALITY_MIN ? null : digest;
}

interface Shown {
  luma: Luma;
  /** Exif's. */
  orientation: number;
}

function decoded(bytes: Uint8Array): Shown | null {
  if (bytes[0] === 0xff) return decodedJpeg(bytes);
  const read = readPng(bytes, unbounded());
  const luma = read.ok ? pngLuma(read.value) : null;
  return luma && { luma, orientation: 1 };
}

function decodedJpeg(bytes: Uint8Array): Shown | null {
  const read = readJpeg(bytes);
  if (!read.ok) return null;
  const luma = jpegLuma(bytes);
  const exif = read.value.segments.find((one) => isApp(one, APP1, EXIF_HEADER));
  return (
    luma && { luma, orientation: exif ? orientationOf(exif.payload.subarray(EXIF_HEADER.length + 1)) : 1 }
  );
}

/** `unclear`: too little or too much differs to say either. */
export type Resemblance = 'same' | 'other' | 'unclear';

export function resemblance(a: string, b: string): Resemblance {
  const bits = distance(a, b);
  if (bits <= SAME_BITS_MAX) return 'same';
  return bits >= OTHER_BITS_MIN ? 'other' : 'unclear';
}

/**
 * What a file shows, beside pictures of which one is expected; null: nothing can be said of it. `same`: the
 * components that it looks like.
 */
export function resemblanceTo(
  bytes: Uint8Array,
  expected: readonly { component: string; perceptual?: string }[],
): { found: Resemblance | null; same: string[] } {
  const known = expected.filter(({ perceptual }) => perceptual !== undefined);
  const own = known.length > 0 ? perceptualDigest(bytes) : null;
  if (own === null) return { found: null, same: [] };
  const compared = known.map(({ component, perceptual = '' }) => ({
    component,
    found: resemblance(own, perceptual),
  }));
  const same = compared.filter(({ found }) => found === 'same').map(({ component }) => component);
  if (same.length > 0) return { found: 'same', same };
  // One that has no digest may be the one.
  const isOther = known.length === expected.length && compared.every(({ found }) => found === 'other');
  return { found: isOther ? 'other' : 'unclear', same };
}
