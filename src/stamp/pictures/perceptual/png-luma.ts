/**
 * Brightness of a PNG at a reduced size (W3C PNG third edition §9, §13), for its perceptual digest: lines are
 * read one after the other and added up in boxes, so that beside the inflated bytes there is no picture in
 * memory. What is transparent is shown on white. Pure.
 */
import { inflateSync } from 'node:zlib';
import { viewOf } from '../../../articles/media/pictures/parts.ts';
import type { PngFile } from '../../../articles/media/pictures/png.ts';
import { joined } from '../utf8.ts';
import { INFLATED_BYTES_FREE, INFLATED_BYTES_MAX, INFLATED_RATIO_MAX, SAMPLES } from './limits.ts';
import type { Luma } from './luma.ts';

const GRAY = 0;
const PALETTE = 3;
/** By color type: samples of a pixel. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Header {
  width: number;
  height: number;
  depth: number;
  color: number;
  channels: number;
}

/** Null: it is interlaced, damaged, or larger than is inflated. */
export function pngLuma({ chunks }: PngFile): Luma | null {
  const header = headerOf(chunks.find(({ type }) => type === 'IHDR')?.data);
  if (!header) return null;
  const { width, height, depth, channels } = header;
  const pixelBytes = Math.max(1, (depth * channels) >> 3);
  const lineBytes = Math.ceil((width * depth * channels) / 8);
  const lines = inflated(
    joined(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)),
    (lineBytes + 1) * height,
  );
  if (!lines) return null;
  const palette = paletteOf(chunks);
  const box = Math.max(1, Math.floor(Math.min(width, height) / SAMPLES));
  const luma = { width: Math.ceil(width / box), height: Math.ceil(height / box) };
  const sums = new Float32Array(luma.width * luma.height);
  const counts = new Float32Array(sums.length);
  let above = new Uint8Array(lineBytes);
  for (let row = 0; row < height; row++) {
    const from = row * (lineBytes + 1);
    const line = lines.subarray(from + 1, from + 1 + lineBytes);
    if (!unfilter(lines[from] ?? 0, line, { above, pixelBytes })) return null;
    const base = Math.floor(row / box) * luma.width;
    for (let column = 0; column < width; column++) {
      const place = base + Math.floor(column / box);
      sums[place] = (sums[place] ?? 0) + brightness(line, column, { header, palette });
      counts[place] = (counts[place] ?? 0) + 1;
    }
    above = line;
  }
  return { ...luma, data: sums.map((sum, place) => sum / (counts[place] ?? 1)) };
}

function headerOf(data: Uint8Array | undefined): Header | null {
  if (data?.length !== 13) return null;
  const view = viewOf(data);
  const [depth = 0, color = 0, , , interlace = 0] = data.subarray(8);
  const channels = CHANNELS[color];
  if (channels === undefined || interlace !== 0 || ![1, 2, 4, 8, 16].includes(depth)) return null;
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  return width > 0 && height > 0 ? { width, height, depth, color, channels } : null;
}

/** Null: it does not inflate to so many bytes. */
function inflated(data: Uint8Array, length: number): Uint8Array<ArrayBuffer> | null {
  const lengthMax = Math.max(INFLATED_BYTES_FREE, data.length * INFLATED_RATIO_MAX);
  if (length > Math.min(lengthMax, INFLATED_BYTES_MAX)) return null;
  try {
    const bytes = inflateSync(data, { maxOutputLength: length + 1 });
    return bytes.length === length ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : null;
  } catch {
    return null;
  }
}

/**
 * PNG §9.2: each byte was written as the difference from what its neighbors predict. False: no such filter.
 */
function unfilter(
  filter: number,
  line: Uint8Array,
  { above, pixelBytes }: { above: Uint8Array; pixelBytes: number },
): boolean {
  if (filter > 4) return false;
  if (filter === 0) return true;
  for (let at = 0; at < line.length; at++) {
    const left = at < pixelBytes ? 0 : (line[at - pixelBytes] ?? 0);
    const up = above[at] ?? 0;
    const upLeft = at < pixelBytes ? 0 : (above[at - pixelBytes] ?? 0);
    line[at] = (line[at] ?? 0) + predicted(filter, { left, up, upLeft });
  }
  return true;
}

function predicted(
  filter: number,
  { left, up, upLeft }: { left: number; up: number; upLeft: number },
): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const toLeft = Math.abs(up - upLeft);
  const toUp = Math.abs(left - upLeft);
  const toUpLeft = Math.abs(left + up - 2 * upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

/** Of each entry of the palette, on white. */
function paletteOf(chunks: PngFile['chunks']): Float32Array {
  const colors = chunks.find(({ type }) => type === 'PLTE')?.data ?? new Uint8Array();
  const alphas = chunks.find(({ type }) => type === 'tRNS')?.data ?? new Uint8Array();
  return Float32Array.from({ length: 256 }, (_, entry) => {
    const [red = 0, green = 0, blue = 0] = colors.subarray(3 * entry, 3 * entry + 3);
    return onWhite(lumaOf(red, green, blue), alphas[entry] ?? 255);
  });
}

const lumaOf = (red: number, green: number, blue: number) => 0.299 * red + 0.587 * green + 0.114 * blue;
const onWhite = (luma: number, alpha: number) => (luma * alpha) / 255 + 255 - alpha;

function brightness(
  line: Uint8Array,
  column: number,
  { header, palette }: { header: Header; palette: Float32Array },
): number {
  const { depth, color, channels } = header;
  if (depth < 8) {
    const bit = column * depth;
    const value = ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    return color === PALETTE ? (palette[value] ?? 0) : (value * 255) / ((1 << depth) - 1);
  }
  // Of 16 bits the higher byte is enough.
  const sample = depth >> 3;
  const at = column * channels * sample;
  const first = line[at] ?? 0;
  if (color === PALETTE) return palette[first] ?? 0;
  if (color === GRAY) return first;
  if (channels === 2) return onWhite(first, line[at + sample] ?? 0);
  const luma = lumaOf(first, line[at + sample] ?? 0, line[at + 2 * sample] ?? 0);
  return channels === 4 ? onWhite(luma, line[at + 3 * sample] ?? 0) : luma;
}
