/**
 * Updates Exif texts (TIFF 6.0 §8): copyright, description and artist. Readers that prefer Exif must find our
 * texts. Nothing moves: a longer value is appended at the end. Pure.
 */
import { viewOf } from '../../articles/media/pictures/parts.ts';
import { utf8Within } from './utf8.ts';
import type { PictureWords } from './words.ts';

/** Header of an APP1 segment; one more zero pads it. */
export const EXIF_HEADER = 'Exif\0';
const ORIENTATION = 0x0112;
const SHORT = 3;
const IMAGE_DESCRIPTION = 0x010e;
const ARTIST = 0x013b;
const COPYRIGHT = 0x8298;
const ASCII = 2;
const ENTRY_BYTES = 12;
/** A value of up to four bytes is stored in the entry itself. */
const INLINE_BYTES = 4;

/**
 * Returns the input if it has none of these texts, or cannot be parsed. `bytesMax`: maximum size of the
 * block.
 */
export function withExifTexts(
  tiff: Uint8Array,
  { copyrightNotice, description = {} }: PictureWords,
  bytesMax: number,
): Uint8Array {
  const { caption, creator } = description;
  const texts: [number, string | undefined][] = [
    [COPYRIGHT, copyrightNotice],
    [IMAGE_DESCRIPTION, caption],
    [ARTIST, creator],
  ];
  return texts.reduce(
    (changed, [tag, text]) => (text === undefined ? changed : withText(changed, { tag, text, bytesMax })),
    tiff,
  );
}

function withText(
  tiff: Uint8Array,
  { tag, text, bytesMax }: { tag: number; text: string; bytesMax: number },
): Uint8Array {
  const location = textOf(tiff, tag);
  if (!location) return tiff;
  const { entry, little, offset, count } = location;
  const fullValue = terminated(utf8Within(text, bytesMax));
  const end = tiff.length + (tiff.length % 2);
  const isInline = fullValue.length <= INLINE_BYTES;
  const isMoved = !isInline && fullValue.length > count && end + fullValue.length <= bytesMax;
  const value = isInline || isMoved ? fullValue : terminated(utf8Within(text, count - 1));
  const changed = new Uint8Array(isMoved ? end + value.length : tiff.length);
  changed.set(tiff);
  changed.fill(0, offset, offset + count);
  const view = viewOf(changed);
  view.setUint32(entry + 4, value.length, little);
  if (value.length <= INLINE_BYTES) {
    changed.fill(0, entry + 8, entry + ENTRY_BYTES);
    changed.set(value, entry + 8);
    return changed;
  }
  changed.set(value, isMoved ? end : offset);
  if (isMoved) view.setUint32(entry + 8, end, little);
  return changed;
}

const terminated = (text: Uint8Array) => Uint8Array.of(...text, 0);

interface TextLocation {
  little: boolean;
  /** Offset of the entry in IFD0. */
  entry: number;
  /** Offset of its value. */
  offset: number;
  count: number;
}

interface Entry {
  view: DataView;
  little: boolean;
  /** Offsets of the entry, and of the start and end of its directory. */
  entry: number;
  ifd: number;
  ifdEnd: number;
}

function entryOf(tiff: Uint8Array, tag: number): Entry | null {
  const view = viewOf(tiff);
  if (tiff.length < 8) return null;
  const order = view.getUint16(0);
  const little = order === 0x4949;
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== 42) return null;
  const ifd = view.getUint32(4, little);
  if (ifd + 2 > tiff.length) return null;
  const entries = view.getUint16(ifd, little);
  const ifdEnd = ifd + 2 + entries * ENTRY_BYTES;
  for (let number = 0; number < entries; number++) {
    const entry = ifd + 2 + number * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > tiff.length) return null;
    if (view.getUint16(entry, little) === tag) return { view, little, entry, ifd, ifdEnd };
  }
  return null;
}

function textOf(tiff: Uint8Array, tag: number): TextLocation | null {
  const match = entryOf(tiff, tag);
  if (!match) return null;
  const { view, little, entry, ifd, ifdEnd } = match;
  const count = view.getUint32(entry + 4, little);
  const offset = count <= INLINE_BYTES ? entry + 8 : view.getUint32(entry + 8, little);
  const isText = view.getUint16(entry + 2, little) === ASCII && count > 0;
  // A value that overlaps the header or the entries is not text: writing there would change them.
  const isApart = offset === entry + 8 || offset >= ifdEnd || (offset >= 8 && offset + count <= ifd);
  return isText && isApart && offset + count <= tiff.length ? { little, entry, offset, count } : null;
}

/** 1 to 8: rotation before display; 1 by default. */
export function orientationOf(tiff: Uint8Array): number {
  const match = entryOf(tiff, ORIENTATION);
  if (!match || match.view.getUint16(match.entry + 2, match.little) !== SHORT) return 1;
  return match.view.getUint16(match.entry + 8, match.little);
}
