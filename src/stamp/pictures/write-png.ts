/** Rights in a PNG: one iTXt chunk behind the header, the others as they were. Pure. */
import { inflateSync } from 'node:zlib';
import { XMP_BYTES_MAX } from '../../articles/media/pictures/limits.ts';
import {
  isText,
  PNG_SIGNATURE,
  type PngChunk,
  type PngFile,
  pngChunk,
  XMP_KEYWORD,
} from '../../articles/media/pictures/png.ts';
import { withExifCopyright } from './exif.ts';
import { ascii, joined } from './utf8.ts';
import type { PictureWords } from './words.ts';
import { mergeXmp, xmpText } from './xmp.ts';

/** PNG §11.3.3.1: a keyword of its own, in any of the three kinds of text. */
const COPYRIGHT_KEYWORD = 'Copyright\0';
/** A chunk of Exif may grow as far as it likes; this is what cameras' segments hold. */
const EXIF_BYTES_MAX = 65_535;

export function writePng({ chunks: [header, ...others], after }: PngFile, words: PictureWords): Uint8Array {
  if (!header) throw new Error('a PNG without a header was read');
  const xmp = others.filter((chunk) => isText(chunk, XMP_KEYWORD));
  const copyright = others.filter((chunk) => isText(chunk, COPYRIGHT_KEYWORD));
  const inflate = inflaterOf(XMP_BYTES_MAX);
  const packets = xmp.flatMap((chunk) => textOf(chunk, inflate) ?? []);
  const { packet } = mergeXmp({ packets }, words);
  const replaced = new Set([...xmp, ...copyright]);
  return joined(
    PNG_SIGNATURE,
    header.whole,
    textChunk(XMP_KEYWORD, packet),
    ...(copyright.length > 0 ? [textChunk(COPYRIGHT_KEYWORD, words.copyrightNotice)] : []),
    ...others.filter((chunk) => !replaced.has(chunk)).map((chunk) => withNotice(chunk, words)),
    after,
  );
}

/** PNG §11.3.3.4: not compressed, without language and translated keyword. */
function textChunk(keyword: string, text: string): Uint8Array {
  return pngChunk('iTXt', joined(ascii(keyword), Uint8Array.of(0, 0, 0, 0), new TextEncoder().encode(text)));
}

function withNotice({ type, data, whole }: PngChunk, { copyrightNotice }: PictureWords): Uint8Array {
  if (type !== 'eXIf') return whole;
  const changed = withExifCopyright(data, copyrightNotice, EXIF_BYTES_MAX);
  return changed === data ? whole : pngChunk(type, changed);
}

/** Inflates one chunk; null: it does not inflate, or no room is left for it. */
type Inflate = (bytes: Uint8Array) => string | null;

/** What a chunk of text holds; null: it does not read as one, or holds too much. */
function textOf({ type, data }: PngChunk, inflate: Inflate): string | null {
  const keywordEnd = data.indexOf(0) + 1;
  if (type === 'tEXt') return xmpText(data.subarray(keywordEnd));
  const [first, second] = data.subarray(keywordEnd, keywordEnd + 2);
  if (type === 'zTXt') return first === 0 ? inflate(data.subarray(keywordEnd + 1)) : null;
  // iTXt: flag and method of compression, then a language tag and a translated keyword, each with a zero behind it.
  const languageEnd = data.indexOf(0, keywordEnd + 2);
  const translatedEnd = languageEnd === -1 ? -1 : data.indexOf(0, languageEnd + 1);
  if (translatedEnd === -1) return null;
  const rest = data.subarray(translatedEnd + 1);
  if (first === 0) return xmpText(rest);
  return first === 1 && second === 0 ? inflate(rest) : null;
}

/** One budget for all chunks of a picture: a thousand small ones may hold a thousand times what one may. Bytes. */
function inflaterOf(bytesMax: number): Inflate {
  let left = bytesMax;
  return (bytes) => {
    if (left === 0) return null;
    try {
      const inflated = inflateSync(bytes, { maxOutputLength: left });
      left -= inflated.length;
      return xmpText(inflated);
    } catch {
      // Too large for what is left, or damaged: either way, nothing more is spent on this picture.
      left = 0;
      return null;
    }
  };
}
