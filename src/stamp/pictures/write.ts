/**
 * Rights written into the file of a picture: not one pixel changes, and equal input gives equal bytes. A file
 * with Content Credentials stays as it is. Pure.
 */
import type { PictureType } from '../../articles/media/pictures/check.ts';
import { type JpegFile, readJpeg } from '../../articles/media/pictures/jpeg.ts';
import type { Parts } from '../../articles/media/pictures/parts.ts';
import { type PngFile, readPng } from '../../articles/media/pictures/png.ts';
import { readWebp, type WebpFile } from '../../articles/media/pictures/webp.ts';
import { unbounded } from '../../platform/budget.ts';
import { jpegHasCredentials, pngHasCredentials, webpHasCredentials } from './content-credentials.ts';
import { FILE_SPECIFIC_PROPERTIES, smallerJpeg, smallerPng, smallerWebp } from './smaller.ts';
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

/**
 * `original`: the newsroom's picture, where the bytes are a smaller one that was made of it. Such a file keeps the
 * original's editorial metadata, or with null none, and no Content Credentials: these are of another file.
 */
export function writeRights(
  bytes: Uint8Array,
  type: PictureType,
  words: PictureWords,
  original?: Uint8Array | null,
): Parts<WrittenPicture> {
  switch (type) {
    case 'image/jpeg':
      return written(JPEG, { bytes, words, original });
    case 'image/png':
      return written(PNG, { bytes, words, original });
    case 'image/webp':
      return written(WEBP, { bytes, words, original });
  }
}

/** What is done with the files of one kind. */
interface Kind<F> {
  read: (bytes: Uint8Array) => Parts<F>;
  hasCredentials: (file: F) => boolean;
  write: (file: F, words: PictureWords, omitted?: readonly string[]) => Uint8Array;
  smaller: (file: F, original: F | null) => F;
}

const JPEG: Kind<JpegFile> = {
  read: readJpeg,
  hasCredentials: jpegHasCredentials,
  write: writeJpeg,
  smaller: smallerJpeg,
};
const PNG: Kind<PngFile> = {
  read: (bytes) => readPng(bytes, unbounded()),
  hasCredentials: pngHasCredentials,
  write: writePng,
  smaller: smallerPng,
};
const WEBP: Kind<WebpFile> = {
  read: readWebp,
  hasCredentials: webpHasCredentials,
  write: writeWebp,
  smaller: smallerWebp,
};

interface Writing {
  bytes: Uint8Array;
  words: PictureWords;
  original: Uint8Array | null | undefined;
}

function written<F>(kind: Kind<F>, { bytes, words, original }: Writing): Parts<WrittenPicture> {
  const file = kind.read(bytes);
  if (!file.ok) return file;
  if (original === undefined) {
    const hasContentCredentials = kind.hasCredentials(file.value);
    const going = hasContentCredentials ? bytes : kind.write(file.value, words);
    return { ok: true, value: { bytes: going, hasContentCredentials } };
  }
  const whole = original === null ? null : kind.read(original);
  if (whole && !whole.ok) return whole;
  const smaller = kind.smaller(file.value, whole?.value ?? null);
  return {
    ok: true,
    value: { bytes: kind.write(smaller, words, FILE_SPECIFIC_PROPERTIES), hasContentCredentials: false },
  };
}
