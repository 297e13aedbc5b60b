/** Cursors of the desk's lists: a number, opaque to the caller. Pure. */
import { Refusal } from '../platform/problem.ts';

export function printNumberCursor(value: number): string {
  return Buffer.from(`n${value}`).toString('base64url');
}

/** The sequence below which the page begins; without a cursor, above all. Throws `invalid_cursor`. */
export function readSeqCursor(cursor: string | undefined): number {
  return cursor === undefined ? Number.MAX_SAFE_INTEGER : readNumber(cursor);
}

/** How many rows come before the page. Throws `invalid_cursor`. */
export function readOffsetCursor(cursor: string | undefined): number {
  return cursor === undefined ? 0 : readNumber(cursor);
}

function readNumber(cursor: string): number {
  const digits =
    cursor.length <= 32 ? /^n(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1] : undefined;
  if (digits === undefined || printNumberCursor(Number(digits)) !== cursor)
    throw new Refusal({
      code: 'invalid_cursor',
      detail: 'Use the `next` of a page as it is, or leave the cursor out.',
    });
  return Number(digits);
}
