/** The audit log's cursor: the place of the last entry of a page. Pure. */
import { z } from 'zod';
import { Refusal } from '../platform/problem.ts';
import type { EntryPosition } from './store.ts';

const CURSOR_CHARS_MAX = 300;
const position = z.tuple([z.iso.datetime(), z.string().max(64), z.int().nonnegative()]);

export function printPosition({ at, license, idx }: EntryPosition): string {
  return Buffer.from(JSON.stringify([at, license, idx])).toString('base64url');
}

/** Throws `invalid_cursor`. */
export function readPosition(cursor: string): EntryPosition {
  const parsed = position.safeParse(cursor.length <= CURSOR_CHARS_MAX ? jsonOf(cursor) : undefined);
  if (!parsed.success)
    throw new Refusal({
      code: 'invalid_cursor',
      detail: 'Use the `next` of a page as it is, or leave the cursor out.',
    });
  const [at, license, idx] = parsed.data;
  return { at, license, idx };
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
