/** Helpers for reading the parts of a picture's file, without its pixels. Pure. */

/**
 * `truncated`: the file ends before the picture does. `damaged`: its parts do not fit together, or are not
 * what they claim. `too_many_parts`, `metadata_too_large`: more than any camera or desk writes.
 */
export const PICTURE_FAULTS = ['truncated', 'damaged', 'too_many_parts', 'metadata_too_large'] as const;
export type PictureFault = (typeof PICTURE_FAULTS)[number];

export function isPictureFault(reason: string): reason is PictureFault {
  return (PICTURE_FAULTS as readonly string[]).includes(reason);
}

export type ReadResult<T> = { ok: true; value: T } | { ok: false; reason: PictureFault };

export const faultOf = (reason: PictureFault) => ({ ok: false, reason }) as const;

/** Returns a view of the same memory, without a copy. */
export const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** True if the bytes at `from` are the text, which is ASCII. */
export function isAt(bytes: Uint8Array, from: number, text: string): boolean {
  if (from + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index++)
    if (bytes[from + index] !== text.charCodeAt(index)) return false;
  return true;
}

/** Decodes ASCII; other bytes become the Latin-1 characters of their value. */
export const textAt = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length));
