/** Byte ranges (RFC 9110 §14), one at a time: of several, as of what cannot be read, the whole is sent. Pure. */

export interface Part {
  first: number;
  /** The last byte that belongs to it. */
  last: number;
}

/** `unsatisfiable`: 416. `whole`: the header is not there, or is to be ignored. */
export type AskedRange = { kind: 'whole' } | ({ kind: 'part' } & Part) | { kind: 'unsatisfiable' };

const WHOLE = { kind: 'whole' } as const;
const UNSATISFIABLE = { kind: 'unsatisfiable' } as const;
/** Digits of a position: with more it would not be exact, and no content is that long. */
const ONE_RANGE = /^bytes=[\t ]*(?:(?<first>\d{1,15})-(?<last>\d{1,15})?|-(?<suffix>\d{1,15}))[\t ]*$/i;

export function askedRange(range: string | undefined, size: number): AskedRange {
  const groups = range === undefined ? undefined : ONE_RANGE.exec(range)?.groups;
  if (!groups) return WHOLE;
  const { first, last, suffix } = groups;
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size);
    return length === 0 ? UNSATISFIABLE : { kind: 'part', first: size - length, last: size - 1 };
  }
  const from = Number(first);
  const to = last === undefined ? size - 1 : Math.min(Number(last), size - 1);
  // §14.1.1: a last position before the first makes the header invalid, and an invalid one is ignored.
  if (last !== undefined && Number(last) < from) return WHOLE;
  return from >= size ? UNSATISFIABLE : { kind: 'part', first: from, last: to };
}

/** §13.1.5: whether the rest of what the client has is still the same. Strong comparison; our dates are no strong validators. */
export function ifRangeHolds(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag;
}

export const contentRange = ({ first, last }: Part, size: number) => `bytes ${first}-${last}/${size}`;
