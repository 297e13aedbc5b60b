/**
 * PDQ (Facebook 2019, "The TMK+PDFQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm"): 256 bits
 * that stay nearly equal when a picture is scaled or re-encoded, and differ for another picture. It shows a
 * resemblance and no proof: collisions can be constructed. Pure.
 */
import type { Luma } from './luma.ts';

const GRID = 64;
const FREQUENCIES = 16;
/** Passes of the box filter; two are nearly a tent filter. */
const PASSES = 2;

export interface Pdq {
  /** 64 hexadecimal digits, the highest bit first. */
  digest: string;
  /** 0 to 100: amount of detail. */
  quality: number;
}

/** `orientation`: Exif's, 1 to 8; the digest is of the displayed picture. */
export function pdqOf(luma: Luma, orientation = 1): Pdq {
  const grid = oriented(onGrid(luma), orientation);
  return { digest: digestOf(frequenciesOf(grid)), quality: qualityOf(grid) };
}

export function distance(a: string, b: string): number {
  let bits = 0;
  for (let at = 0; at < a.length; at++) {
    let differing = Number.parseInt(a[at] ?? '0', 16) ^ Number.parseInt(b[at] ?? '0', 16);
    for (; differing > 0; differing &= differing - 1) bits += 1;
  }
  return bits;
}

/** 64 × 64 samples of the blurred picture. */
function onGrid({ width, height, data }: Luma): Float32Array {
  const along = new Float32Array(data.length);
  const blurred = new Float32Array(data.length);
  for (let pass = 0; pass < PASSES; pass++) {
    const from = pass === 0 ? data : blurred;
    boxed(from, along, { count: height, length: width, step: 1, stride: width });
    boxed(along, blurred, { count: width, length: height, step: width, stride: 1 });
  }
  const grid = new Float32Array(GRID * GRID);
  for (let row = 0; row < GRID; row++) {
    const from = Math.floor(((row + 0.5) * height) / GRID) * width;
    for (let column = 0; column < GRID; column++)
      grid[row * GRID + column] = blurred[from + Math.floor(((column + 0.5) * width) / GRID)] ?? 0;
  }
  return grid;
}

/**
 * Layout of lines in the data: their number and length, the step between samples, and the stride between
 * lines.
 */
interface Lines {
  count: number;
  length: number;
  step: number;
  stride: number;
}

/** Writes the mean of a window around each sample to `result`; windows are truncated at the ends. */
function boxed(data: Float32Array, result: Float32Array, { count, length, step, stride }: Lines): void {
  const window = Math.floor((length + 2 * GRID - 1) / (2 * GRID));
  const before = Math.floor((window + 2) / 2) - 1;
  const after = window - before;
  for (let line = 0; line < count; line++) {
    const base = line * stride;
    let sum = 0;
    let samples = 0;
    for (let at = 0; at < Math.min(after, length); at++) {
      sum += data[base + at * step] ?? 0;
      samples += 1;
    }
    for (let at = 0; at < length; at++) {
      result[base + at * step] = sum / samples;
      const entering = at + after;
      const leaving = at - before;
      if (entering < length) {
        sum += data[base + entering * step] ?? 0;
        samples += 1;
      }
      if (leaving >= 0) {
        sum -= data[base + leaving * step] ?? 0;
        samples -= 1;
      }
    }
  }
}

/** Displayed row and column → stored row and column (Exif 2.3, tag Orientation). */
const STORED: Record<number, (row: number, column: number) => [row: number, column: number]> = {
  2: (row, column) => [row, GRID - 1 - column],
  3: (row, column) => [GRID - 1 - row, GRID - 1 - column],
  4: (row, column) => [GRID - 1 - row, column],
  5: (row, column) => [column, row],
  6: (row, column) => [GRID - 1 - column, row],
  7: (row, column) => [GRID - 1 - column, GRID - 1 - row],
  8: (row, column) => [column, GRID - 1 - row],
};

function oriented(grid: Float32Array, orientation: number): Float32Array {
  const stored = STORED[orientation];
  if (!stored) return grid;
  return grid.map((_, index) => {
    const [row, column] = stored(Math.floor(index / GRID), index % GRID);
    return grid[row * GRID + column] ?? 0;
  });
}

/** Sum of the differences of neighbors, as PDQ scales it. */
function qualityOf(grid: Float32Array): number {
  let sum = 0;
  const step = (a: number, b: number) =>
    Math.abs(Math.trunc((((grid[a] ?? 0) - (grid[b] ?? 0)) * 100) / 255));
  for (let row = 0; row < GRID; row++)
    for (let column = 0; column < GRID; column++) {
      const index = row * GRID + column;
      if (row + 1 < GRID) sum += step(index, index + GRID);
      if (column + 1 < GRID) sum += step(index, index + 1);
    }
  return Math.min(100, Math.floor(sum / 90));
}

/** Rows of the discrete cosine transform, without the first, which is the mean. */
const COSINES = Array.from({ length: FREQUENCIES }, (_, frequency) =>
  Float64Array.from(
    { length: GRID },
    (_unused, sample) =>
      Math.sqrt(2 / GRID) * Math.cos((Math.PI / 2 / GRID) * (frequency + 1) * (2 * sample + 1)),
  ),
);

function frequenciesOf(grid: Float32Array): Float64Array {
  const rows = new Float64Array(FREQUENCIES * GRID);
  for (const [frequency, cosines] of COSINES.entries())
    for (let column = 0; column < GRID; column++) {
      let sum = 0;
      for (let row = 0; row < GRID; row++) sum += (cosines[row] ?? 0) * (grid[row * GRID + column] ?? 0);
      rows[frequency * GRID + column] = sum;
    }
  const result = new Float64Array(FREQUENCIES * FREQUENCIES);
  for (let line = 0; line < FREQUENCIES; line++)
    for (const [frequency, cosines] of COSINES.entries()) {
      let sum = 0;
      for (let column = 0; column < GRID; column++)
        sum += (rows[line * GRID + column] ?? 0) * (cosines[column] ?? 0);
      result[line * FREQUENCIES + frequency] = sum;
    }
  return result;
}

/** One bit for each frequency: whether it is above the median. */
function digestOf(frequencies: Float64Array): string {
  const sorted = frequencies.toSorted();
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  let digest = '';
  for (let from = frequencies.length - 4; from >= 0; from -= 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit++) if ((frequencies[from + bit] ?? 0) > median) digit |= 1 << bit;
    digest += digit.toString(16);
  }
  return digest;
}
