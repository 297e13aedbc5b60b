/**
 * Writes rights to a WebP: an XMP chunk at the end, as RFC 9649 §2.7 requires, announced in the header. Pure.
 */
import { isAt, viewOf } from '../../articles/media/pictures/parts.ts';
import type { WebpChunk, WebpFile } from '../../articles/media/pictures/webp.ts';
import { withExifTexts } from './exif.ts';
import { joined } from './utf8.ts';
import type { PictureWords } from './words.ts';
import { mergeXmp, xmpText } from './xmp.ts';

const XMP_FLAG = 0x04;
const ALPHA_FLAG = 0x10;
const VP8X_BYTES = 10;
/** Some programs write Exif with its JPEG header. */
const EXIF_HEADER = 'Exif\0\0';
const EXIF_BYTES_MAX = 65_535;

export function writeWebp(
  { chunks, after }: WebpFile,
  words: PictureWords,
  omitted: readonly string[] = [],
): Uint8Array {
  const isXmp = ({ type }: WebpChunk) => type === 'XMP ';
  const { packet } = mergeXmp(
    { packets: chunks.filter(isXmp).flatMap(({ data }) => xmpText(data) ?? []), omitted },
    words,
  );
  const retained = chunks.filter((chunk) => !isXmp(chunk)).map((chunk) => withTexts(chunk, words));
  return riffOf([...extended(retained), { type: 'XMP ', data: new TextEncoder().encode(packet) }], after);
}

function extended(chunks: WebpChunk[]): WebpChunk[] {
  const [first, ...others] = chunks;
  if (!first) throw new Error('a WebP without a chunk was read');
  if (first.type !== 'VP8X') return [{ type: 'VP8X', data: headerOf(first) }, ...chunks];
  const data = first.data.slice();
  data[0] = (data[0] ?? 0) | XMP_FLAG;
  return [{ type: first.type, data }, ...others];
}

/**
 * The canvas has the picture's size: RFC 6386 §9.1 for lossy, RFC 9649 §3.4 for lossless, which also has a
 * flag for transparency.
 */
function headerOf({ type, data }: WebpChunk): Uint8Array {
  const view = viewOf(data);
  const header = new Uint8Array(VP8X_BYTES);
  if (type === 'VP8 ') setCanvas(header, view.getUint16(6, true) & 0x3fff, view.getUint16(8, true) & 0x3fff);
  else {
    const bits = view.getUint32(1, true);
    setCanvas(header, (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    if ((bits >>> 28) & 1) header[0] = ALPHA_FLAG;
  }
  header[0] = (header[0] ?? 0) | XMP_FLAG;
  return header;
}

function setCanvas(header: Uint8Array, width: number, height: number): void {
  for (const [at, size] of [
    [4, width - 1],
    [7, height - 1],
  ] as const)
    header.set([size & 0xff, (size >> 8) & 0xff, (size >> 16) & 0xff], at);
}

const HEADER_BYTES = 8;
/** An odd-sized chunk is followed by a padding byte. */
const chunkBytes = ({ data }: WebpChunk) => HEADER_BYTES + data.length + (data.length % 2);

/** Writes each part to its offset in one buffer, because there may be tens of thousands. */
function riffOf(chunks: readonly WebpChunk[], after: Uint8Array): Uint8Array {
  const length = chunks.reduce((sum, chunk) => sum + chunkBytes(chunk), 4);
  const file = new Uint8Array(HEADER_BYTES + length + after.length);
  const view = viewOf(file);
  const name = (at: number, text: string) => {
    for (let offset = 0; offset < 4; offset++) file[at + offset] = text.charCodeAt(offset);
  };
  name(0, 'RIFF');
  view.setUint32(4, length, true);
  name(HEADER_BYTES, 'WEBP');
  let at = HEADER_BYTES + 4;
  for (const chunk of chunks) {
    name(at, chunk.type);
    view.setUint32(at + 4, chunk.data.length, true);
    file.set(chunk.data, at + HEADER_BYTES);
    at += chunkBytes(chunk);
  }
  file.set(after, at);
  return file;
}

function withTexts(chunk: WebpChunk, words: PictureWords): WebpChunk {
  const { type, data } = chunk;
  if (type !== 'EXIF') return chunk;
  const skipped = isAt(data, 0, EXIF_HEADER) ? EXIF_HEADER.length : 0;
  const tiff = data.subarray(skipped);
  const changed = withExifTexts(tiff, words, EXIF_BYTES_MAX);
  return changed === tiff ? chunk : { type, data: joined([data.subarray(0, skipped), changed]) };
}
