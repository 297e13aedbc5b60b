/**
 * Byte ranges (RFC 9110 §14). Only single ranges are served: several ranges or a malformed header yield the
 * whole content. Pure.
 */

export interface ByteRange {
  first: number;
  /** Position of the last byte, inclusive. */
  last: number;
}

/** `unsatisfiable` means 416. `whole` means that the header is absent or ignored. */
export type RequestedRange = { kind: 'whole' } | ({ kind: 'part' } & ByteRange) | { kind: 'unsatisfiable' };

const WHOLE = { kind: 'whole' } as const;
const UNSATISFIABLE = { kind: 'unsatisfiable' } as const;
/** A position has at most 15 digits, so that it stays exact; no content is longer. */
const ONE_RANGE = /^bytes=[\t ]*(?:(?<first>\d{1,15})-(?<last>\d{1,15})?|-(?<suffix>\d{1,15}))[\t ]*$/i;

/** Parses a `Range` header for content of `size` bytes. */
export function parseRange(range: string | undefined, size: number): RequestedRange {
  const groups = range === undefined ? undefined : ONE_RANGE.exec(range)?.groups;
  if (!groups) return WHOLE;
  const { first, last, suffix } = groups;
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size);
    return length === 0 ? UNSATISFIABLE : { kind: 'part', first: size - length, last: size - 1 };
  }
  const from = Number(first);
  const to = last === undefined ? size - 1 : Math.min(Number(last), size - 1);
  // RFC 9110 §14.1.1: a range whose last position precedes the first is invalid, and therefore ignored.
  if (last !== undefined && Number(last) < from) return WHOLE;
  return from >= size ? UNSATISFIABLE : { kind: 'part', first: from, last: to };
}

/**
 * RFC 9110 §13.1.5: tells whether the client's part is still current. The comparison is strong, so dates
 * never match.
 */
export function ifRangeHolds(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag;
}

export const contentRange = ({ first, last }: ByteRange, size: number) => `bytes ${first}-${last}/${size}`;
