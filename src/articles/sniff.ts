/** What bytes are, by their own first bytes: a type that is only claimed is not believed. Pure. */

const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));
const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, place) => bytes[place] === byte);

/** Media types that a component may have, each with its test. */
const TYPES: Record<string, (bytes: Uint8Array) => boolean> = {
  'image/jpeg': (bytes) => starts(bytes, 0xff, 0xd8, 0xff),
  'image/png': (bytes) => starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/webp': (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP',
  'image/gif': (bytes) => /^GIF8[79]a$/.test(ascii(bytes, 0, 6)),
  'audio/mpeg': (bytes) =>
    ascii(bytes, 0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0),
  'audio/wav': (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WAVE',
  'audio/ogg': (bytes) => ascii(bytes, 0, 4) === 'OggS',
  'audio/flac': (bytes) => ascii(bytes, 0, 4) === 'fLaC',
  'video/mp4': (bytes) => ascii(bytes, 4, 8) === 'ftyp',
  'video/webm': (bytes) => starts(bytes, 0x1a, 0x45, 0xdf, 0xa3),
};

export const MEDIA_TYPES = Object.keys(TYPES);

/** True when the bytes are of the media type; false for types that are not accepted at all (SVG carries scripts). */
export function isOfType(bytes: Uint8Array, mediaType: string): boolean {
  return TYPES[mediaType]?.(bytes) ?? false;
}
