/** Whether a picture's file is whole, so that rights can be written into it. Pure. */
import { readJpeg } from './jpeg.ts';
import type { PictureFault } from './parts.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

const READERS = { 'image/jpeg': readJpeg, 'image/png': readPng, 'image/webp': readWebp } as const;

/** The kinds of pictures that are taken in, all of which are stamped. */
export type PictureType = keyof typeof READERS;

export function isPictureType(contentType: string): contentType is PictureType {
  return Object.hasOwn(READERS, contentType);
}

/** Null: it is whole, or no picture. */
export function pictureFault(bytes: Uint8Array, contentType: string): PictureFault | null {
  if (!isPictureType(contentType)) return null;
  const read = READERS[contentType](bytes);
  return read.ok ? null : read.reason;
}
