/**
 * Decodes the brightness of a PNG at a reduced size (W3C PNG third edition §9, §13), for its perceptual
 * digest. Lines are read one after the other and summed in boxes, so only the inflated bytes are in memory.
 * The header bounds every allocation beforehand. Transparent parts are shown on white. Pure.
 */
import { inflateSync } from 'node:zlib';
import { viewOf } from '../../../articles/media/pictures/parts.ts';
import type { PngFile } from '../../../articles/media/pictures/png.ts';
import { joined } from '../utf8.ts';
import {
  INFLATED_BYTES_FREE,
  INFLATED_BYTES_MAX,
  INFLATED_RATIO_MAX,
  PIXELS_A_BYTE_MAX,
  PIXELS_MAX,
  SAMPLES,
  SAMPLES_IN_ALL_MAX,
} from './limits.ts';
import type { Luma } from './luma.ts';

const GRAY = 0;
const PALETTE = 3;
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Header {
  width: number;
  height: number;
  depth: number;
  color: number;
  channels: number;
}

/** Null: the file is interlaced, damaged, or too large. */
export function pngLuma({ chunks }: PngFile): Luma | null {
  const header = headerOf(chunks.find(({ type }) => type === 'IHDR')?.data);
  const compressed = joined(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const reduction = header && reductionOf(header, compressed.length);
  if (!header || !reduction) return null;
  const { width, height, depth, channels } = header;
  const pixelBytes = Math.max(1, (depth * channels) >> 3);
  const lineBytes = Math.ceil((width * depth * channels) / 8);
  const lines = inflated(compressed, (lineBytes + 1) * height);
  if (!lines) return null;
  const brightness = brightnessOf(header, chunks);
  const { box, across, down } = reduction;
  const sums = new Float32Array(across * down);
  let above = new Uint8Array(lineBytes);
  for (let row = 0; row < height; row++) {
    const from = row * (lineBytes + 1);
    const line = lines.subarray(from + 1, from + 1 + lineBytes);
    if (!unfilter(lines[from] ?? 0, line, { above, pixelBytes })) return null;
    const base = Math.floor(row / box) * across;
    for (let index = 0, column = 0; index < across; index++) {
      const end = Math.min(width, column + box);
      let sum = 0;
      for (; column < end; column++) sum += brightness(line, column);
      sums[base + index] = (sums[base + index] ?? 0) + sum;
    }
    above = line;
  }
  for (let row = 0; row < down; row++) {
    const rows = Math.min(box, height - row * box);
    for (let column = 0; column < across; column++) {
      const index = row * across + column;
      sums[index] = (sums[index] ?? 0) / (rows * Math.min(box, width - column * box));
    }
  }
  return { width: across, height: down, data: sums };
}

/** Side of the box that one sample is the mean of, in pixels, and samples in each direction. */
interface Reduction {
  box: number;
  across: number;
  down: number;
}

/** Null: the picture has too many pixels or samples for its compressed size. */
function reductionOf({ width, height }: Header, compressedBytes: number): Reduction | null {
  const pixels = width * height;
  const pixelsMax = Math.max(INFLATED_BYTES_FREE, compressedBytes * PIXELS_A_BYTE_MAX);
  if (pixels > Math.min(PIXELS_MAX, pixelsMax)) return null;
  const box = Math.max(
    1,
    Math.floor(Math.min(width, height) / SAMPLES),
    Math.ceil(Math.sqrt(pixels / SAMPLES_IN_ALL_MAX)),
  );
  // Partial boxes at two edges may exceed the limit by a few samples.
  const reductions = [box, box + 1].map((side) => ({
    box: side,
    across: Math.ceil(width / side),
    down: Math.ceil(height / side),
  }));
  return reductions.find(({ across, down }) => across * down <= SAMPLES_IN_ALL_MAX) ?? null;
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

/** Null: the data does not inflate to `length` bytes. */
function inflated(data: Uint8Array, length: number): Uint8Array<ArrayBuffer> | null {
  const lengthMax = Math.max(INFLATED_BYTES_FREE, data.length * INFLATED_RATIO_MAX);
  if (length > Math.min(lengthMax, INFLATED_BYTES_MAX)) return null;
  try {
    // A single chunk, so that the output is not in memory twice.
    const bytes = inflateSync(data, { maxOutputLength: length + 1, chunkSize: Math.max(64, length + 1) });
    return bytes.length === length ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : null;
  } catch {
    return null;
  }
}

/**
 * PNG §9.2: each byte was stored as the difference from a prediction by its neighbors. False: unknown filter.
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

type Brightness = (line: Uint8Array, column: number) => number;

function brightnessOf({ depth, color, channels }: Header, chunks: PngFile['chunks']): Brightness {
  if (depth < 8) {
    const highest = (1 << depth) - 1;
    const palette =
      color === PALETTE
        ? paletteOf(chunks)
        : Float32Array.from({ length: highest + 1 }, (_, value) => (value * 255) / highest);
    return (line, column) => {
      const bit = column * depth;
      return palette[((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & highest] ?? 0;
    };
  }
  // The high byte of 16 bits is enough.
  const sample = depth >> 3;
  const pixel = channels * sample;
  if (color === GRAY) return (line, column) => line[column * sample] ?? 0;
  if (color === PALETTE) {
    const palette = paletteOf(chunks);
    return (line, column) => palette[line[column * sample] ?? 0] ?? 0;
  }
  if (channels === 2)
    return (line, column) => onWhite(line[column * pixel] ?? 0, line[column * pixel + sample] ?? 0);
  const colors = (line: Uint8Array, at: number) =>
    lumaOf(line[at] ?? 0, line[at + sample] ?? 0, line[at + 2 * sample] ?? 0);
  if (channels === 3) return (line, column) => colors(line, column * pixel);
  return (line, column) => onWhite(colors(line, column * pixel), line[column * pixel + 3 * sample] ?? 0);
}
