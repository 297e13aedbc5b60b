/**
 * Embeds rights in a picture file: no pixel changes, and equal inputs give equal bytes. A file with Content
 * Credentials stays unchanged. Pure.
 */
import type { PictureType } from '../../articles/media/pictures/check.ts';
import { type JpegFile, readJpeg } from '../../articles/media/pictures/jpeg.ts';
import type { ReadResult } from '../../articles/media/pictures/parts.ts';
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
 * Version of this writer, increased whenever equal pictures and texts would give other bytes: receipts bind
 * the delivered bytes, which stay stored.
 */
export const WRITER = 2;

export interface WrittenPicture {
  bytes: Uint8Array;
  /** The picture carries Content Credentials, so these are the newsroom's bytes. */
  hasContentCredentials: boolean;
}

/**
 * `original`: the newsroom's picture, if `bytes` are a smaller version. Such a file gets the original's
 * editorial metadata, or with null none, and no Content Credentials, which belong to another file.
 */
export function writeRights(
  bytes: Uint8Array,
  type: PictureType,
  words: PictureWords,
  original?: Uint8Array | null,
): ReadResult<WrittenPicture> {
  switch (type) {
    case 'image/jpeg':
      return writtenBy(JPEG, { bytes, words, original });
    case 'image/png':
      return writtenBy(PNG, { bytes, words, original });
    case 'image/webp':
      return writtenBy(WEBP, { bytes, words, original });
  }
}

interface FileFormat<F> {
  read: (bytes: Uint8Array) => ReadResult<F>;
  hasCredentials: (file: F) => boolean;
  write: (file: F, words: PictureWords, omitted?: readonly string[]) => Uint8Array;
  smaller: (file: F, original: F | null) => F;
}

const JPEG: FileFormat<JpegFile> = {
  read: readJpeg,
  hasCredentials: jpegHasCredentials,
  write: writeJpeg,
  smaller: smallerJpeg,
};
const PNG: FileFormat<PngFile> = {
  read: (bytes) => readPng(bytes, unbounded()),
  hasCredentials: pngHasCredentials,
  write: writePng,
  smaller: smallerPng,
};
const WEBP: FileFormat<WebpFile> = {
  read: readWebp,
  hasCredentials: webpHasCredentials,
  write: writeWebp,
  smaller: smallerWebp,
};

interface WriteInput {
  bytes: Uint8Array;
  words: PictureWords;
  original: Uint8Array | null | undefined;
}

function writtenBy<F>(
  kind: FileFormat<F>,
  { bytes, words, original }: WriteInput,
): ReadResult<WrittenPicture> {
  const file = kind.read(bytes);
  if (!file.ok) return file;
  if (original === undefined) {
    const hasContentCredentials = kind.hasCredentials(file.value);
    const output = hasContentCredentials ? bytes : kind.write(file.value, words);
    return { ok: true, value: { bytes: output, hasContentCredentials } };
  }
  const originalFile = original === null ? null : kind.read(original);
  if (originalFile && !originalFile.ok) return originalFile;
  const smaller = kind.smaller(file.value, originalFile?.value ?? null);
  return {
    ok: true,
    value: { bytes: kind.write(smaller, words, FILE_SPECIFIC_PROPERTIES), hasContentCredentials: false },
  };
}
