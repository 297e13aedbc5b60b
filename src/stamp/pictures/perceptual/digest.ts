/**
 * Perceptual digest of a picture file: detects the same picture, scaled or re-encoded. It proves nothing, and
 * the verdict says so. Supports JPEG and PNG, not WebP. Pure.
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

/** 64 hexadecimal digits; null: the file cannot be decoded within the limits, or has too little detail. */
export function perceptualDigest(bytes: Uint8Array): string | null {
  if (bytes.length > DECODED_BYTES_MAX) return null;
  const shown = decoded(bytes);
  if (!shown) return null;
  const { digest, quality } = pdqOf(shown.luma, shown.orientation);
  return quality < QUALITY_MIN ? null : digest;
}

interface DecodedPicture {
  luma: Luma;
  /** Exif orientation. */
  orientation: number;
}

function decoded(bytes: Uint8Array): DecodedPicture | null {
  if (bytes[0] === 0xff) return decodedJpeg(bytes);
  const parsed = readPng(bytes, unbounded());
  const luma = parsed.ok ? pngLuma(parsed.value) : null;
  return luma && { luma, orientation: 1 };
}

function decodedJpeg(bytes: Uint8Array): DecodedPicture | null {
  const parsed = readJpeg(bytes);
  if (!parsed.ok) return null;
  const luma = jpegLuma(bytes);
  const exif = parsed.value.segments.find((segment) => isApp(segment, APP1, EXIF_HEADER));
  return (
    luma && { luma, orientation: exif ? orientationOf(exif.payload.subarray(EXIF_HEADER.length + 1)) : 1 }
  );
}

/** `unclear`: the difference is too large for the same picture, and too small for another. */
export type Resemblance = 'same' | 'other' | 'unclear';

export function resemblance(a: string, b: string): Resemblance {
  const bits = distance(a, b);
  if (bits <= SAME_BITS_MAX) return 'same';
  return bits >= OTHER_BITS_MIN ? 'other' : 'unclear';
}

/**
 * Compares a file with the expected pictures; null: no statement is possible. `same`: components that it
 * resembles.
 */
export function resemblanceTo(
  bytes: Uint8Array,
  expected: readonly { component: string; perceptual?: string }[],
): { found: Resemblance | null; same: string[] } {
  const withDigest = expected.filter(({ perceptual }) => perceptual !== undefined);
  const ownDigest = withDigest.length > 0 ? perceptualDigest(bytes) : null;
  if (ownDigest === null) return { found: null, same: [] };
  const compared = withDigest.map(({ component, perceptual = '' }) => ({
    component,
    found: resemblance(ownDigest, perceptual),
  }));
  const same = compared.filter(({ found }) => found === 'same').map(({ component }) => component);
  if (same.length > 0) return { found: 'same', same };
  // An expected picture without a digest may be the same one.
  const isOther = withDigest.length === expected.length && compared.every(({ found }) => found === 'other');
  return { found: isOther ? 'other' : 'unclear', same };
}
