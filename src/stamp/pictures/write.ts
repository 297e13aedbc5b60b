/**
 * Rights written into the file of a picture: not one pixel changes, and equal input gives equal bytes. A file
 * with Content Credentials stays as it is. Pure.
 */
import type { PictureType } from '../../articles/media/pictures/check.ts';
import { readJpeg } from '../../articles/media/pictures/jpeg.ts';
import type { Parts } from '../../articles/media/pictures/parts.ts';
import { readPng } from '../../articles/media/pictures/png.ts';
import { readWebp } from '../../articles/media/pictures/webp.ts';
import { unbounded } from '../../platform/budget.ts';
import { jpegHasCredentials, pngHasCredentials, webpHasCredentials } from './content-credentials.ts';
import type { PictureWords } from './words.ts';
import { writeJpeg } from './write-jpeg.ts';
import { writePng } from './write-png.ts';
import { writeWebp } from './write-webp.ts';

/**
 * Names what this code makes of a picture. Another number when the same picture and words would give other bytes: receipts bind
 * the bytes that were delivered, and those stay stored.
 */
export const WRITER = 2;

/** A picture as it goes out. */
export interface WrittenPicture {
  bytes: Uint8Array;
  /** It carries Content Credentials, so nothing was written: these are the newsroom's bytes. */
  hasContentCredentials: boolean;
}

export function writeRights(
  bytes: Uint8Array,
  type: PictureType,
  words: PictureWords,
): Parts<WrittenPicture> {
  switch (type) {
    case 'image/jpeg':
      return written(readJpeg(bytes), { bytes, words, has: jpegHasCredentials, write: writeJpeg });
    case 'image/png':
      return written(readPng(bytes, unbounded()), { bytes, words, has: pngHasCredentials, write: writePng });
    case 'image/webp':
      return written(readWebp(bytes), { bytes, words, has: webpHasCredentials, write: writeWebp });
  }
}

interface Writing<F> {
  bytes: Uint8Array;
  words: PictureWords;
  has: (file: F) => boolean;
  write: (file: F, words: PictureWords) => Uint8Array;
}

function written<F>(read: Parts<F>, { bytes, words, has, write }: Writing<F>): Parts<WrittenPicture> {
  if (!read.ok) return read;
  const hasContentCredentials = has(read.value);
  return {
    ok: true,
    value: { bytes: hasContentCredentials ? bytes : write(read.value, words), hasContentCredentials },
  };
}
