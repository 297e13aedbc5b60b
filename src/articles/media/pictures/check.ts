/** Checks that a picture's file is complete, so that rights can be written into it. Pure. */
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

/** Accepted types of pictures. All of them are stamped. */
export type PictureType = keyof typeof READERS;

export function isPictureType(contentType: string): contentType is PictureType {
  return Object.hasOwn(READERS, contentType);
}

/** Null: the file is complete, or no picture. */
export function pictureFault(bytes: Uint8Array, contentType: string, budget: Budget): PictureFault | null {
  if (!isPictureType(contentType)) return null;
  const result = READERS[contentType](bytes, budget);
  return result.ok ? null : result.reason;
}
