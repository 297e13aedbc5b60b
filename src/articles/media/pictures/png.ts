/** The chunks of a PNG (W3C PNG third edition §5), APNG among them. Pure. */
import { crc32 } from 'node:zlib';
import { CHUNKS_MAX, XMP_BYTES_MAX } from './limits.ts';
import { faultOf, isAt, type Parts, textAt, viewOf } from './parts.ts';

export interface PngChunk {
  type: string;
  data: Uint8Array;
  /** Length, type, data and CRC, as they stand in the file. */
  whole: Uint8Array;
}

export interface PngFile {
  chunks: PngChunk[];
  /** What follows IEND: no part of the picture. */
  after: Uint8Array;
}

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Keyword and terminator of the text chunk that holds XMP: iTXt (XMP specification part 3, §1.1.5), but libvips writes zTXt. */
export const XMP_KEYWORD = 'XML:com.adobe.xmp\0';
const TEXTS = new Set(['tEXt', 'zTXt', 'iTXt']);
export const isText = ({ type, data }: PngChunk, keyword: string) =>
  TEXTS.has(type) && isAt(data, 0, keyword);

/** Bytes of a chunk besides its data: length and type before it, CRC after. */
const AROUND = 12;
/** PNG §5.3: a length has 31 bits. */
const LENGTH_MAX = 0x7fffffff;

export function readPng(bytes: Uint8Array): Parts<PngFile> {
  if (!PNG_SIGNATURE.every((byte, place) => bytes[place] === byte)) return faultOf('damaged');
  const view = viewOf(bytes);
  const chunks: PngChunk[] = [];
  let at = PNG_SIGNATURE.length;
  for (;;) {
    if (at + AROUND > bytes.length) return faultOf('truncated');
    const length = view.getUint32(at);
    const end = at + AROUND + length;
    const type = textAt(bytes, at + 4, 4);
    if (length > LENGTH_MAX || !/^[A-Za-z]{4}$/.test(type)) return faultOf('damaged');
    if (end > bytes.length) return faultOf('truncated');
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return faultOf('damaged');
    if (chunks.length >= CHUNKS_MAX) return faultOf('too_many_parts');
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) });
    at = end;
    if (type === 'IEND') break;
  }
  const xmpBytes = chunks
    .filter((chunk) => isText(chunk, XMP_KEYWORD))
    .reduce((sum, { data }) => sum + data.length, 0);
  if (xmpBytes > XMP_BYTES_MAX) return faultOf('metadata_too_large');
  const [first] = chunks;
  const sound =
    first?.type === 'IHDR' && first.data.length === 13 && chunks.some(({ type }) => type === 'IDAT');
  return sound ? { ok: true, value: { chunks, after: bytes.subarray(at) } } : faultOf('damaged');
}

export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(AROUND + data.length);
  const view = viewOf(whole);
  view.setUint32(0, data.length);
  for (let place = 0; place < 4; place++) whole[4 + place] = type.charCodeAt(place);
  whole.set(data, 8);
  view.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)));
  return whole;
}
