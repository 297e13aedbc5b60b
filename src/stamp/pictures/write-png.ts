/** Writes rights to a PNG: one iTXt chunk after the header, with all other chunks unchanged. Pure. */
import {
  isText,
  PNG_SIGNATURE,
  type PngChunk,
  type PngFile,
  pngChunk,
  XMP_KEYWORD,
} from '../../articles/media/pictures/png.ts';
import { withExifTexts } from './exif.ts';
import { ascii, joined } from './utf8.ts';
import type { PictureWords } from './words.ts';
import { mergeXmp, xmpText } from './xmp.ts';

/** PNG §11.3.3.1: a registered keyword, in any of the three text chunks. */
const COPYRIGHT_KEYWORD = 'Copyright\0';
/** Exif chunks have no limit of their own; this is the size of cameras' segments. */
const EXIF_BYTES_MAX = 65_535;

export function writePng(
  { chunks: [header, ...others], after, xmp: storedPackets }: PngFile,
  words: PictureWords,
  omitted: readonly string[] = [],
): Uint8Array {
  if (!header) throw new Error('a PNG without a header was read');
  const xmp = others.filter((chunk) => isText(chunk, XMP_KEYWORD));
  const copyright = others.filter((chunk) => isText(chunk, COPYRIGHT_KEYWORD));
  const packets = storedPackets.flatMap((packet) => xmpText(packet) ?? []);
  const { packet } = mergeXmp({ packets, omitted }, words);
  const replaced = new Set([...xmp, ...copyright]);
  return joined([
    PNG_SIGNATURE,
    header.encoded,
    textChunk(XMP_KEYWORD, packet),
    ...(copyright.length > 0 ? [textChunk(COPYRIGHT_KEYWORD, words.copyrightNotice)] : []),
    ...others.filter((chunk) => !replaced.has(chunk)).map((chunk) => withTexts(chunk, words)),
    after,
  ]);
}

/** PNG §11.3.3.4: uncompressed, without language and translated keyword. */
function textChunk(keyword: string, text: string): Uint8Array {
  return pngChunk(
    'iTXt',
    joined([ascii(keyword), Uint8Array.of(0, 0, 0, 0), new TextEncoder().encode(text)]),
  );
}

function withTexts({ type, data, encoded }: PngChunk, words: PictureWords): Uint8Array {
  if (type !== 'eXIf') return encoded;
  const changed = withExifTexts(data, words, EXIF_BYTES_MAX);
  return changed === data ? encoded : pngChunk(type, changed);
}
