/**
 * Decodes the brightness of a JPEG at a reduced size (ITU T.81), for its perceptual digest. Of each block
 * only the frequencies of the reduced size are kept, a single one for a large picture, so 50 megapixels take
 * two megabytes of memory. Scans of color and fine detail are skipped. Pure.
 */
import { BLOCKS_MAX, PIXELS_A_BYTE_MAX, PIXELS_MAX, SAMPLES, SAMPLES_IN_ALL_MAX } from './limits.ts';
import type { Luma } from './luma.ts';

const SOF_BASELINE = 0xc0;
const SOF_EXTENDED = 0xc1;
const SOF_PROGRESSIVE = 0xc2;
const DHT = 0xc4;
const SOS = 0xda;
const DQT = 0xdb;
const DRI = 0xdd;
const EOI = 0xd9;
const BLOCK = 8;

/** T.81 Figure A.6: position in the block, row by row, of each coefficient in zigzag order. */
const ZIGZAG = Uint8Array.of(
  ...[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48],
  ...[41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15],
  ...[23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63],
);

interface Component {
  id: number;
  horizontal: number;
  vertical: number;
  table: number;
  /** Blocks in a scan of its own. */
  blocksAcross: number;
  blocksDown: number;
  /** Blocks of a row in memory: whole units of interleaved scans. */
  stride: number;
  prediction: number;
}

interface Frame {
  isProgressive: boolean;
  width: number;
  height: number;
  unitsAcross: number;
  unitsDown: number;
  components: Component[];
  /** Samples of a reduced block in each direction: 1, 2, 4 or 8. */
  samples: number;
  /** Coefficients of the first component: `samples` × `samples` for each block. */
  coefficients: Int16Array;
  /** Zigzag position → index in the coefficients; −1: not kept. */
  slots: Int8Array;
}

/** Thrown and caught in this file only. */
class Unreadable extends Error {}

/** Null: the file is damaged, of a kind that the web does not show, or too large. */
export function jpegLuma(bytes: Uint8Array): Luma | null {
  try {
    return new Decoder(bytes).luma();
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

class Decoder {
  readonly #bytes: Uint8Array;
  readonly #quantization = new Map<number, Uint16Array>();
  readonly #dc = new Map<number, Huffman>();
  readonly #ac = new Map<number, Huffman>();
  #restartInterval = 0;
  #frame: Frame | null = null;
  #blocksLeft = BLOCKS_MAX;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  luma(): Luma {
    let at = 2;
    for (;;) {
      at = this.#bytes.indexOf(0xff, at);
      if (at === -1 || at + 4 > this.#bytes.length) break;
      const marker = this.#bytes[at + 1] ?? 0;
      if (marker === EOI) break;
      if (marker === 0xff) {
        at += 1;
        continue;
      }
      if (marker === 0 || (marker >= 0xd0 && marker <= 0xd8)) {
        at += 2;
        continue;
      }
      const end = at + 2 + this.#two(at + 2);
      const segment = this.#bytes.subarray(at + 4, end);
      at = marker === SOS ? this.#scan(segment, end) : this.#table(marker, segment, end);
    }
    return this.#reduced(this.#frame ?? fail());
  }

  #two(at: number): number {
    return ((this.#bytes[at] ?? 0) << 8) | (this.#bytes[at + 1] ?? 0);
  }

  #table(marker: number, segment: Uint8Array, end: number): number {
    if (marker === DQT) this.#readQuantization(segment);
    else if (marker === DHT) this.#readHuffman(segment);
    else if (marker === DRI) this.#restartInterval = ((segment[0] ?? 0) << 8) | (segment[1] ?? 0);
    else if (marker >= SOF_BASELINE && marker <= SOF_PROGRESSIVE) this.#readFrame(marker, segment);
    else if (marker > SOF_EXTENDED && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) fail();
    return end;
  }

  #readQuantization(segment: Uint8Array): void {
    for (let at = 0; at < segment.length; ) {
      const head = segment[at] ?? 0;
      const isWide = head >> 4 !== 0;
      const table = new Uint16Array(64);
      for (let index = 0; index < 64; index++) {
        const from = at + 1 + (isWide ? 2 * index : index);
        table[ZIGZAG[index] ?? 0] = isWide
          ? ((segment[from] ?? 0) << 8) | (segment[from + 1] ?? 0)
          : (segment[from] ?? 0);
      }
      this.#quantization.set(head & 15, table);
      at += isWide ? 129 : 65;
    }
  }

  #readHuffman(segment: Uint8Array): void {
    for (let at = 0; at + 17 <= segment.length; ) {
      const head = segment[at] ?? 0;
      const counts = segment.subarray(at + 1, at + 17);
      const size = counts.reduce((sum, count) => sum + count, 0);
      const table = new Huffman(counts, segment.subarray(at + 17, at + 17 + size));
      (head >> 4 === 0 ? this.#dc : this.#ac).set(head & 15, table);
      at += 17 + size;
    }
  }

  #readFrame(marker: number, segment: Uint8Array): void {
    const height = ((segment[1] ?? 0) << 8) | (segment[2] ?? 0);
    const width = ((segment[3] ?? 0) << 8) | (segment[4] ?? 0);
    const count = segment[5] ?? 0;
    // Four components are CMYK for print, whose first component is not brightness.
    if (this.#frame || segment[0] !== 8 || (count !== 1 && count !== 3)) fail();
    const pixelsMax = Math.min(PIXELS_MAX, this.#bytes.length * PIXELS_A_BYTE_MAX);
    if (width === 0 || height === 0 || width * height > pixelsMax) fail();
    const sampled = Array.from({ length: count }, (_, index) => {
      const [id = 0, sampling = 0, table = 0] = segment.subarray(6 + 3 * index, 9 + 3 * index);
      return { id, horizontal: sampling >> 4, vertical: sampling & 15, table };
    });
    if (sampled.some(({ horizontal, vertical }) => !isFactor(horizontal) || !isFactor(vertical))) fail();
    const maxHorizontal = Math.max(...sampled.map(({ horizontal }) => horizontal));
    const tallest = Math.max(...sampled.map(({ vertical }) => vertical));
    const unitsAcross = Math.ceil(width / BLOCK / maxHorizontal);
    const unitsDown = Math.ceil(height / BLOCK / tallest);
    const components = sampled.map((component) => ({
      ...component,
      blocksAcross: Math.ceil((Math.ceil(width / BLOCK) * component.horizontal) / maxHorizontal),
      blocksDown: Math.ceil((Math.ceil(height / BLOCK) * component.vertical) / tallest),
      stride: unitsAcross * component.horizontal,
      prediction: 0,
    }));
    const first = components[0] ?? fail();
    const samples = samplesFor(width, height);
    this.#frame = {
      isProgressive: marker === SOF_PROGRESSIVE,
      width: Math.ceil((width * first.horizontal) / maxHorizontal),
      height: Math.ceil((height * first.vertical) / tallest),
      unitsAcross,
      unitsDown,
      components,
      samples,
      coefficients: new Int16Array(first.stride * unitsDown * first.vertical * samples * samples),
      slots: slotsFor(samples),
    };
  }

  /** Returns the position of the next marker. */
  #scan(header: Uint8Array, from: number): number {
    const frame = this.#frame ?? fail();
    const count = header[0] ?? 0;
    const chosen = Array.from({ length: count }, (_, index) => {
      const [id, tables = 0] = header.subarray(1 + 2 * index, 3 + 2 * index);
      const component = frame.components.find((component) => component.id === id) ?? fail();
      return { component, dc: this.#dc.get(tables >> 4), ac: this.#ac.get(tables & 15) };
    });
    const [start = 0, end = 63, approximation = 0] = header.subarray(1 + 2 * count, 4 + 2 * count);
    const isRefinement = approximation >> 4 !== 0;
    const isBrightness = chosen.some(({ component }) => component === frame.components[0]);
    const isDetail = frame.isProgressive && start > 0 && (isRefinement || frame.samples === 1);
    if (!isBrightness || isDetail) return this.#endOfScan(from);
    const bits = new Bits(this.#bytes, from);
    const scan: Scan = { frame, bits, start, end, shift: approximation & 15, isRefinement, endOfBlocks: 0 };
    this.#decode(scan, chosen);
    return bits.position;
  }

  #endOfScan(from: number): number {
    for (let at = from; ; at += 2) {
      at = this.#bytes.indexOf(0xff, at);
      if (at === -1) return this.#bytes.length;
      const marker = this.#bytes[at + 1] ?? 0;
      if (marker !== 0 && (marker < 0xd0 || marker > 0xd7)) return at;
    }
  }

  #decode(scan: Scan, chosen: Chosen[]): void {
    const { frame, bits } = scan;
    const [only] = chosen;
    const isAlone = chosen.length === 1 && only !== undefined;
    const across = isAlone ? only.component.blocksAcross : frame.unitsAcross;
    const units = across * (isAlone ? only.component.blocksDown : frame.unitsDown);
    for (const { component } of chosen) component.prediction = 0;
    for (let unit = 0; unit < units; unit++) {
      if (this.#restartInterval > 0 && unit > 0 && unit % this.#restartInterval === 0) {
        if (!bits.restart()) return;
        scan.endOfBlocks = 0;
        for (const { component } of chosen) component.prediction = 0;
      }
      // A truncated file is decoded as far as it goes, as in a browser.
      if (bits.isAtEnd) return;
      const row = Math.floor(unit / across);
      const column = unit % across;
      if (isAlone) this.#block(scan, only, row * only.component.stride + column);
      else
        for (const selected of chosen) {
          const { horizontal, vertical, stride } = selected.component;
          for (let down = 0; down < vertical; down++)
            for (let right = 0; right < horizontal; right++)
              this.#block(scan, selected, (row * vertical + down) * stride + column * horizontal + right);
        }
    }
  }

  #block(scan: Scan, { component, dc, ac }: Chosen, block: number): void {
    this.#blocksLeft -= 1;
    if (this.#blocksLeft < 0) fail();
    const { frame, bits, shift } = scan;
    const coefficientsFrom = component === frame.components[0] ? block * frame.samples * frame.samples : -1;
    if (scan.start === 0) {
      if (scan.isRefinement) {
        if (bits.take(1) && coefficientsFrom >= 0)
          frame.coefficients[coefficientsFrom] = (frame.coefficients[coefficientsFrom] ?? 0) | (1 << shift);
      } else {
        const size = (dc ?? fail()).next(bits);
        component.prediction += size === 0 ? 0 : bits.signed(size);
        if (coefficientsFrom >= 0) frame.coefficients[coefficientsFrom] = component.prediction << shift;
      }
    }
    if (scan.end > 0) this.#details(scan, ac ?? fail(), coefficientsFrom);
  }

  /** T.81 §F.2.2.2, and §G.1.2.2 for progressive scans, whose runs of ended blocks span blocks. */
  #details(scan: Scan, ac: Huffman, coefficientsFrom: number): void {
    const { frame, bits, shift } = scan;
    if (scan.endOfBlocks > 0) {
      scan.endOfBlocks -= 1;
      return;
    }
    for (let position = Math.max(1, scan.start); position <= scan.end; position++) {
      const symbol = ac.next(bits);
      const run = symbol >> 4;
      const size = symbol & 15;
      if (size === 0) {
        if (run === 15) {
          position += 15;
          continue;
        }
        if (frame.isProgressive) scan.endOfBlocks = (1 << run) - 1 + (run > 0 ? bits.take(run) : 0);
        return;
      }
      position += run;
      const value = bits.signed(size);
      const slot = coefficientsFrom < 0 ? -1 : (frame.slots[position] ?? -1);
      if (slot > 0) frame.coefficients[coefficientsFrom + slot] = value << shift;
    }
  }

  #reduced({ width, height, components, samples, coefficients }: Frame): Luma {
    const [first] = components;
    const quantization = first && this.#quantization.get(first.table);
    if (!first || !quantization) return fail();
    const across = Math.ceil((width * samples) / BLOCK);
    const down = Math.ceil((height * samples) / BLOCK);
    const data = new Float32Array(across * down);
    const inverse = new Transform(samples);
    const block = new Float32Array(samples * samples);
    for (let row = 0; row < first.blocksDown; row++)
      for (let column = 0; column < first.blocksAcross; column++) {
        const from = (row * first.stride + column) * samples * samples;
        for (let v = 0; v < samples; v++)
          for (let u = 0; u < samples; u++)
            block[v * samples + u] =
              (coefficients[from + v * samples + u] ?? 0) * (quantization[v * BLOCK + u] ?? 0);
        inverse.apply(block);
        const [linesEnd, columnsEnd] = [
          Math.min(samples, down - row * samples),
          Math.min(samples, across - column * samples),
        ];
        for (let y = 0; y < linesEnd; y++) {
          const line = (row * samples + y) * across + column * samples;
          for (let x = 0; x < columnsEnd; x++)
            data[line + x] = Math.min(255, Math.max(0, 128 + (block[y * samples + x] ?? 0)));
        }
      }
    return { width: across, height: down, data };
  }
}

interface Chosen {
  component: Component;
  dc: Huffman | undefined;
  ac: Huffman | undefined;
}

interface Scan {
  frame: Frame;
  bits: Bits;
  /** First and last zigzag position. */
  start: number;
  end: number;
  /** Low-order bits that follow in a later scan. */
  shift: number;
  isRefinement: boolean;
  /** Remaining blocks without data in this scan. */
  endOfBlocks: number;
}

const fail = (): never => {
  throw new Unreadable();
};
const isFactor = (factor: number) => factor >= 1 && factor <= 4;

/**
 * Samples of each block in each direction: as many as the shorter side needs, and the whole picture may have.
 * One always fits: PIXELS_MAX are 800,000 blocks.
 */
function samplesFor(width: number, height: number): number {
  const shorter = Math.min(width, height);
  const needed = [1, 2, 4].find((samples) => (shorter * samples) / BLOCK >= SAMPLES) ?? BLOCK;
  const blocks = Math.ceil(width / BLOCK) * Math.ceil(height / BLOCK);
  const fitting = [8, 4, 2].find((samples) => blocks * samples * samples <= SAMPLES_IN_ALL_MAX) ?? 1;
  return Math.min(needed, fitting);
}

function slotsFor(samples: number): Int8Array {
  return Int8Array.from(ZIGZAG, (position) => {
    const [row, column] = [position >> 3, position & 7];
    return row < samples && column < samples ? row * samples + column : -1;
  });
}

/**
 * Inverse transform to fewer samples. Its cost grows with the nonzero coefficients, each of which takes bits
 * of the file, so a small file of nearly flat blocks is cheap.
 */
class Transform {
  readonly #samples: number;
  /** Sample × frequency. */
  readonly #basis: Float32Array;
  readonly #half: Float32Array;
  /** The first `count` entries are the nonzero columns of `#half`. */
  readonly #columns: Uint8Array;

  constructor(samples: number) {
    this.#samples = samples;
    this.#basis = Float32Array.from({ length: samples * samples }, (_, index) => {
      const [sample, frequency] = [Math.floor(index / samples), index % samples];
      const scale = Math.sqrt(samples / BLOCK) * Math.sqrt((frequency === 0 ? 1 : 2) / samples);
      return scale * Math.cos(((2 * sample + 1) * frequency * Math.PI) / (2 * samples));
    });
    this.#half = new Float32Array(samples * samples);
    this.#columns = new Uint8Array(samples);
  }

  /** In place: coefficients, row by row, become samples. */
  apply(block: Float32Array): void {
    const [size, basis, half, columns] = [this.#samples, this.#basis, this.#half, this.#columns];
    let count = 0;
    for (let u = 0; u < size; u++) {
      let isZero = true;
      for (let v = 0; v < size; v++) {
        const coefficient = block[v * size + u] ?? 0;
        if (coefficient === 0) continue;
        for (let y = 0; y < size; y++) {
          const before = isZero ? 0 : (half[y * size + u] ?? 0);
          half[y * size + u] = before + (basis[y * size + v] ?? 0) * coefficient;
        }
        isZero = false;
      }
      if (!isZero) columns[count++] = u;
    }
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        let sum = 0;
        for (let at = 0; at < count; at++) {
          const u = columns[at] ?? 0;
          sum += (half[y * size + u] ?? 0) * (basis[x * size + u] ?? 0);
        }
        block[y * size + x] = sum;
      }
  }
}

/** Entropy-coded bits: a byte FF is followed by 00, and by any other byte at the end (T.81 §B.1.1.5). */
class Bits {
  readonly #bytes: Uint8Array;
  #at: number;
  #buffer = 0;
  #count = 0;
  /** Zero bytes supplied past the end. */
  #missing = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Position after the last byte read: the next marker is not before it. */
  get position(): number {
    return this.#at;
  }

  /** True if bits past the end were consumed; looking ahead does no harm. */
  get isAtEnd(): boolean {
    return this.#missing * 8 > this.#count;
  }

  /** At most 16 bits, without consuming them. */
  peek(count: number): number {
    while (this.#count < count) {
      this.#buffer = ((this.#buffer & 0xffff) << 8) | this.#nextByte();
      this.#count += 8;
    }
    return (this.#buffer >> (this.#count - count)) & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#count -= count;
  }

  take(count: number): number {
    const value = this.peek(count);
    this.skip(count);
    return value;
  }

  /** T.81 §F.1.2.1.1: a difference of `count` bits. */
  signed(count: number): number {
    if (count > 16) fail();
    const value = this.take(count);
    return value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
  }

  /** Continues after the next restart marker. False: there is none where it should be. */
  restart(): boolean {
    this.#buffer = 0;
    this.#count = 0;
    this.#missing = 0;
    const at = this.#bytes.indexOf(0xff, this.#at);
    const marker = at === -1 ? 0 : (this.#bytes[at + 1] ?? 0);
    if (marker < 0xd0 || marker > 0xd7) return false;
    this.#at = at + 2;
    return true;
  }

  #nextByte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined || (byte === 0xff && this.#bytes[this.#at + 1] !== 0)) {
      this.#missing += 1;
      return 0;
    }
    this.#at += byte === 0xff ? 2 : 1;
    return byte;
  }
}

/** Bits of a direct lookup; most symbols have fewer. */
const LOOK_UP_BITS = 9;

class Huffman {
  /** Next bits → length << 8 | symbol; 0: the code is longer. */
  readonly #short = new Uint16Array(1 << LOOK_UP_BITS);
  readonly #symbols: Uint8Array;
  /** By length: the first code, its index among the symbols, and the number of codes. */
  readonly #first = new Int32Array(17);
  readonly #firstSymbol = new Int32Array(17);
  readonly #counts: Uint8Array;

  constructor(counts: Uint8Array, symbols: Uint8Array) {
    this.#symbols = symbols.slice();
    this.#counts = Uint8Array.of(0, ...counts);
    let code = 0;
    let index = 0;
    for (let length = 1; length <= 16; length++) {
      this.#first[length] = code;
      this.#firstSymbol[length] = index;
      for (let n = 0; n < (this.#counts[length] ?? 0); n++) {
        if (length <= LOOK_UP_BITS) {
          const from = code << (LOOK_UP_BITS - length);
          const entry = (length << 8) | (symbols[index] ?? 0);
          this.#short.fill(entry, from, from + (1 << (LOOK_UP_BITS - length)));
        }
        code += 1;
        index += 1;
      }
      if (code > 1 << length) fail();
      code <<= 1;
    }
  }

  next(bits: Bits): number {
    const entry = this.#short[bits.peek(LOOK_UP_BITS)] ?? 0;
    if (entry > 0) {
      bits.skip(entry >> 8);
      return entry & 0xff;
    }
    const code = bits.peek(16);
    for (let length = LOOK_UP_BITS + 1; length <= 16; length++) {
      const offset = (code >> (16 - length)) - (this.#first[length] ?? 0);
      if (offset < 0 || offset >= (this.#counts[length] ?? 0)) continue;
      bits.skip(length);
      return this.#symbols[(this.#firstSymbol[length] ?? 0) + offset] ?? 0;
    }
    return fail();
  }
}
