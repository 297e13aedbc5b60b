/** Rights written into the file of a picture: not one pixel changes, and equal input gives equal bytes. Pure. */
import type { PictureType } from '../../articles/media/pictures/check.ts';
import { readJpeg } from '../../articles/media/pictures/jpeg.ts';
import type { Parts } from '../../articles/media/pictures/parts.ts';
import { readPng } from '../../articles/media/pictures/png.ts';
import { readWebp } from '../../articles/media/pictures/webp.ts';
import { unbounded } from '../../platform/budget.ts';
import type { PictureWords } from './words.ts';
import { writeJpeg } from './write-jpeg.ts';
import { writePng } from './write-png.ts';
import { writeWebp } from './write-webp.ts';

/**
 * Names what this code makes of a picture. Another number when the same picture and words would give other bytes: receipts bind
 * the bytes that were delivered, and those stay stored.
 */
export const WRITER = 1;

export function writeRights(bytes: Uint8Array, type: PictureType, words: PictureWords): Parts<Uint8Array> {
  switch (type) {
    case 'image/jpeg':
      return written(readJpeg(bytes), words, writeJpeg);
    case 'image/png':
      return written(readPng(bytes, unbounded()), words, writePng);
    case 'image/webp':
      return written(readWebp(bytes), words, writeWebp);
  }
}

function written<F>(
  read: Parts<F>,
  words: PictureWords,
  write: (file: F, words: PictureWords) => Uint8Array,
): Parts<Uint8Array> {
  return read.ok ? { ok: true, value: write(read.value, words) } : read;
}
