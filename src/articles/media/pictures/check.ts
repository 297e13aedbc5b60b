/** Whether a picture's file is whole, so that rights can be written into it. Pure. */
import type { Budget } from '../../../platform/budget.ts';
import { readJpeg } from './jpeg.ts';
import type { PictureFault, ReadResult } from './parts.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

type Reader = (bytes: Uint8Array, budget: Budget) => ReadResult<unknown>;

const READERS = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/webp': readWebp,
} as const satisfies Record<string, Reader>;

/** The kinds of pictures that are taken in, all of which are stamped. */
export type PictureType = keyof typeof READERS;

export function isPictureType(contentType: string): contentType is PictureType {
  return Object.hasOwn(READERS, contentType);
}

/** Null: it is whole, or no picture. */
export function pictureFault(bytes: Uint8Array, contentType: string, budget: Budget): PictureFault | null {
  if (!isPictureType(contentType)) return null;
  const read = READERS[contentType](bytes, budget);
  return read.ok ? null : read.reason;
}
