/** Reads the chunks of a PNG (W3C PNG third edition §5), including APNG. Pure. */
import { crc32, inflateSync } from 'node:zlib';
import type { Budget } from '../../../platform/budget.ts';
import { Refusal } from '../../../platform/problem.ts';
import {
  CHUNKS_MAX,
  INFLATED_XMP_BYTES_FREE,
  INFLATED_XMP_BYTES_MAX,
  INFLATED_XMP_RATIO_MAX,
  XMP_BYTES_MAX,
} from './limits.ts';
import { faultOf, isAt, type ReadResult, textAt, viewOf } from './parts.ts';

export interface PngChunk {
  type: string;
  data: Uint8Array;
  /** Length, type, data and CRC, as in the file. */
  encoded: Uint8Array;
}

export interface PngFile {
  chunks: PngChunk[];
  /** Bytes after IEND: no part of the picture. */
  after: Uint8Array;
  /** XMP packets, inflated if they were compressed. */
  xmp: Uint8Array[];
}

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/**
 * Keyword and terminator of the text chunk with XMP: iTXt (XMP specification part 3, §1.1.5), but libvips
 * writes zTXt.
 */
export const XMP_KEYWORD = 'XML:com.adobe.xmp\0';
const TEXTS = new Set(['tEXt', 'zTXt', 'iTXt']);
export const isText = ({ type, data }: PngChunk, keyword: string) =>
  TEXTS.has(type) && isAt(data, 0, keyword);

/** Bytes of a chunk besides its data: length and type before, CRC after. */
const AROUND = 12;
/** PNG §5.3: a length has 31 bits. */
const LENGTH_MAX = 0x7fffffff;

export function readPng(bytes: Uint8Array, budget: Budget): ReadResult<PngFile> {
  if (!PNG_SIGNATURE.every((byte, index) => bytes[index] === byte)) return faultOf('damaged');
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
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), encoded: bytes.subarray(at, end) });
    at = end;
    if (type === 'IEND') break;
  }
  const xmp = xmpIn(chunks, budget);
  if (!xmp) return faultOf('metadata_too_large');
  const [first] = chunks;
  const isComplete =
    first?.type === 'IHDR' && first.data.length === 13 && chunks.some(({ type }) => type === 'IDAT');
  return isComplete ? { ok: true, value: { chunks, after: bytes.subarray(at), xmp } } : faultOf('damaged');
}

/** Null: together they exceed the limits. A packet that does not inflate is skipped. */
function xmpIn(chunks: PngChunk[], budget: Budget): Uint8Array[] | null {
  const packets: Uint8Array[] = [];
  let bytesLeft = XMP_BYTES_MAX;
  let inflatedLeft = INFLATED_XMP_BYTES_MAX;
  for (const chunk of chunks) {
    if (!isText(chunk, XMP_KEYWORD)) continue;
    const text = textOf(chunk);
    if (!text) continue;
    const packet = text.isCompressed ? inflate(text.bytes, inflatedLeft, budget) : text.bytes;
    if (packet === 'damaged') continue;
    if (packet === 'too large' || packet.length > bytesLeft) return null;
    packets.push(packet);
    bytesLeft -= packet.length;
    if (text.isCompressed) inflatedLeft -= packet.length;
  }
  return packets;
}

/** Content of a text chunk. Null: the chunk is invalid. */
function textOf({ type, data }: PngChunk): { bytes: Uint8Array; isCompressed: boolean } | null {
  const keywordEnd = data.indexOf(0) + 1;
  if (type === 'tEXt') return { bytes: data.subarray(keywordEnd), isCompressed: false };
  const [first, second] = data.subarray(keywordEnd, keywordEnd + 2);
  if (type === 'zTXt')
    return first === 0 ? { bytes: data.subarray(keywordEnd + 1), isCompressed: true } : null;
  // iTXt: flag and method of compression, then a language tag and a translated keyword, each with a
  // terminating zero.
  const languageEnd = data.indexOf(0, keywordEnd + 2);
  const translatedEnd = languageEnd === -1 ? -1 : data.indexOf(0, languageEnd + 1);
  if (translatedEnd === -1 || (first === 1 && second !== 0)) return null;
  return { bytes: data.subarray(translatedEnd + 1), isCompressed: first === 1 };
}

/** Maximum ratio of deflate (RFC 1951: 258 bytes from two bits). */
const DEFLATE_RATIO_MAX = 1032;

/**
 * Bytes of inflate's buffers for a chunk, by its compressed bytes: with zlib's own size (16 KiB), a thousand
 * small chunks would leave 16 MB of garbage.
 */
const bufferBytesFor = (bytes: number) => Math.min(16_384, Math.max(1_024, 8 * bytes));

/** Inflates a chunk. The size reached in a damaged one is unknown, so the maximum counts. */
function inflate(bytes: Uint8Array, bytesMax: number, budget: Budget): Uint8Array | 'damaged' | 'too large' {
  const ownBytesMax = Math.max(INFLATED_XMP_BYTES_FREE, INFLATED_XMP_RATIO_MAX * bytes.length);
  const maxOutputLength = Math.min(bytesMax, ownBytesMax);
  if (maxOutputLength === 0) return 'too large';
  try {
    const packet = inflateSync(bytes, { maxOutputLength, chunkSize: bufferBytesFor(bytes.length) });
    budget.spend('inflatedBytes', packet.length);
    return packet;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    budget.spend('inflatedBytes', Math.min(maxOutputLength, bytes.length * DEFLATE_RATIO_MAX));
    // Node and workerd throw it for maxOutputLength; workerd sets no code.
    return error instanceof RangeError ? 'too large' : 'damaged';
  }
}

export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(AROUND + data.length);
  const view = viewOf(chunk);
  view.setUint32(0, data.length);
  for (let index = 0; index < 4; index++) chunk[4 + index] = type.charCodeAt(index);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}
