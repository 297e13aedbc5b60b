/**
 * A set of entries in a segment (offsets 0 to 4,095), and its text. Pure. Sparse sets use two characters an
 * offset, since 64² = 4,096; others a colon and a bitmap in base64, without trailing zeros.
 */

/** Maximum number of entries in a segment: the range of an offset of two base64 digits. */
export const SEGMENT_NUMBERS_MAX = 4_096;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));
const BITMAP = ':';
const BITMAP_BYTES = SEGMENT_NUMBERS_MAX / 8;

/** Throws if the text is malformed. */
export function unpackPostings(text: string): Postings {
  const postings = new Postings();
  if (text.startsWith(BITMAP)) {
    const bytes = Buffer.from(text.slice(1), 'base64');
    if (bytes.length > BITMAP_BYTES) throw new Error('postings beyond the end of a segment');
    postings.bytes.set(bytes);
    return postings;
  }
  if (text.length % 2 !== 0) throw new Error('postings of an odd length');
  for (let at = 0; at < text.length; at += 2) postings.add(digit(text, at) * 64 + digit(text, at + 1));
  return postings;
}

/**
 * Number of postings of a text (`Postings.pack`) that are in the set. Avoids unpacking, since most texts are
 * short and there are many.
 */
export function countWithin(text: string, set: Postings): number {
  if (text.startsWith(BITMAP)) return unpackPostings(text).and(set).count();
  let count = 0;
  for (let at = 0; at < text.length; at += 2)
    if (set.has(digit(text, at) * 64 + digit(text, at + 1))) count++;
  return count;
}

function digit(text: string, at: number): number {
  const value = VALUES.get(text.charAt(at));
  if (value === undefined) throw new Error('postings that are no base64');
  return value;
}

export class Postings {
  /** Bit `offset % 8`, the lowest first, of byte `offset / 8`. */
  readonly bytes = new Uint8Array(BITMAP_BYTES);

  add(offset: number): void {
    if (!Number.isInteger(offset) || offset < 0 || offset >= SEGMENT_NUMBERS_MAX)
      throw new Error('a posting outside its segment');
    const at = offset >> 3;
    this.bytes[at] = (this.bytes[at] ?? 0) | (1 << (offset & 7));
  }

  has(offset: number): boolean {
    return ((this.bytes[offset >> 3] ?? 0) & (1 << (offset & 7))) !== 0;
  }

  /** Intersection. */
  and(set: Postings): Postings {
    return this.#with(set, (a, b) => a & b);
  }

  /** Union. */
  or(set: Postings): Postings {
    return this.#with(set, (a, b) => a | b);
  }

  count(): number {
    let count = 0;
    for (const byte of this.bytes) count += BIT_COUNTS[byte] ?? 0;
    return count;
  }

  /** Ascending. */
  offsets(): number[] {
    const offsets: number[] = [];
    // An iterator takes longer than this loop.
    for (let at = 0; at < this.bytes.length; at++) {
      const byte = this.bytes[at] ?? 0;
      for (let bit = 0; byte >> bit !== 0; bit++) if ((byte >> bit) & 1) offsets.push(at * 8 + bit);
    }
    return offsets;
  }

  /** The shorter of the two forms. */
  pack(): string {
    const end = this.bytes.findLastIndex((byte) => byte !== 0) + 1;
    const bitmapLength = 1 + Math.ceil(end / 3) * 4;
    if (this.count() * 2 > bitmapLength)
      return BITMAP + Buffer.from(this.bytes.subarray(0, end)).toString('base64');
    return this.offsets()
      .map((offset) => DIGITS.charAt(offset >> 6) + DIGITS.charAt(offset & 63))
      .join('');
  }

  #with(set: Postings, combine: (a: number, b: number) => number): Postings {
    const result = new Postings();
    for (const [at, byte] of this.bytes.entries()) result.bytes[at] = combine(byte, set.bytes[at] ?? 0);
    return result;
  }
}

/** Number of bits set in a byte. */
const BIT_COUNTS = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);
