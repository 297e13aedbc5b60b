/** Reads the chunks of a WebP (RFC 9649 §2), still or animated. Pure. */
import { CHUNKS_MAX, XMP_BYTES_MAX } from './limits.ts';
import { faultOf, isAt, type ReadResult, textAt, viewOf } from './parts.ts';

export interface WebpChunk {
  /** Four characters: `VP8 `, `VP8L`, `VP8X`, `ALPH`, `ANIM`, `ANMF`, `ICCP`, `EXIF`, `XMP `, or others. */
  type: string;
  data: Uint8Array;
}

export interface WebpFile {
  chunks: WebpChunk[];
  /** Bytes after the RIFF form: no part of the picture. */
  after: Uint8Array;
}

const RIFF_HEADER = 12;
const CHUNK_HEADER = 8;
/** RFC 9649 §2.7: flags, and width and height of the canvas in three bytes each. */
const VP8X_BYTES = 10;
/** RFC 6386 §9.1: a key frame, its start code, its size. RFC 9649 §3.4: a signature, and the size. */
const BEGINS: Record<string, (data: Uint8Array) => boolean> = {
  'VP8 ': (data) => data.length >= 10 && ((data[0] ?? 1) & 1) === 0 && isAt(data, 3, '\x9d\x01\x2a'),
  VP8L: (data) => data.length >= 5 && data[0] === 0x2f,
};

export function readWebp(bytes: Uint8Array): ReadResult<WebpFile> {
  if (bytes.length < RIFF_HEADER || !isAt(bytes, 0, 'RIFF') || !isAt(bytes, 8, 'WEBP'))
    return faultOf('damaged');
  const view = viewOf(bytes);
  const end = CHUNK_HEADER + view.getUint32(4, true);
  if (end > bytes.length) return faultOf('truncated');
  const chunks: WebpChunk[] = [];
  let at = RIFF_HEADER;
  while (at < end) {
    if (at + CHUNK_HEADER > end) return faultOf('damaged');
    const from = at + CHUNK_HEADER;
    const to = from + view.getUint32(at + 4, true);
    if (to > end) return faultOf('damaged');
    if (chunks.length >= CHUNKS_MAX) return faultOf('too_many_parts');
    chunks.push({ type: textAt(bytes, at, 4), data: bytes.subarray(from, to) });
    // A chunk of odd size is followed by a padding byte; some programs omit the last one.
    at = to + ((to - from) % 2);
  }
  const xmpBytes = chunks
    .filter(({ type }) => type === 'XMP ')
    .reduce((sum, { data }) => sum + data.length, 0);
  if (xmpBytes > XMP_BYTES_MAX) return faultOf('metadata_too_large');
  return isComplete(chunks)
    ? { ok: true, value: { chunks, after: bytes.subarray(Math.min(at, bytes.length)) } }
    : faultOf('damaged');
}

function isComplete(chunks: WebpChunk[]): boolean {
  const [first] = chunks;
  if (!first) return false;
  if (first.type !== 'VP8X') return BEGINS[first.type]?.(first.data) ?? false;
  const pictures = chunks.some(({ type }) => type === 'VP8 ' || type === 'VP8L' || type === 'ANMF');
  return pictures && first.data.length === VP8X_BYTES;
}
