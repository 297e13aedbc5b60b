/** Pictures that show nothing, built by hand: what their headers claim is up to the test. */
import { randomFillSync } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PNG_SIGNATURE, pngChunk } from '../../src/articles/media/pictures/png.ts';
import { joined } from '../../src/stamp/pictures/utf8.ts';

export const jpegSegment = (marker: number, ...payload: number[]) =>
  Uint8Array.of(0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 0xff, ...payload);

/** Of one component. */
export const jpegFrame = (marker: number, width: number, height: number) =>
  jpegSegment(marker, 8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0);

export const jpegTables = joined([
  jpegSegment(0xdb, 0, ...Array.from({ length: 64 }, () => 1)),
  // One code each, of one bit: no difference, and the end of 16,384 blocks and more.
  jpegSegment(0xc4, 0x00, 1, ...Array.from({ length: 15 }, () => 0), 0),
  jpegSegment(0xc4, 0x10, 1, ...Array.from({ length: 15 }, () => 0), 0xe0),
]);

export const jpegOf = (...parts: Uint8Array[]) =>
  joined([Uint8Array.of(0xff, 0xd8), ...parts, Uint8Array.of(0xff, 0xd9)]);

/** `entropyBytes`: of the only scan, all zero. A byte is four blocks. */
export const flatJpeg = (width: number, height: number, entropyBytes: number) =>
  jpegOf(
    jpegTables,
    jpegFrame(0xc0, width, height),
    jpegSegment(0xda, 1, 1, 0, 0, 63, 0),
    new Uint8Array(entropyBytes),
  );

/** Gray. `noise`: the share of the data that does not compress, so that its length is believed. */
export function flatPng(width: number, height: number, depth: number, noise = 1 / 50): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = depth;
  const line = Math.ceil((width * depth) / 8) + 1;
  const raw = Buffer.alloc(line * height);
  randomFillSync(raw, 0, Math.ceil(raw.length * noise));
  for (let row = 0; row < height; row++) raw[row * line] = 0;
  return joined([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(raw)),
    pngChunk('IEND', new Uint8Array()),
  ]);
}
