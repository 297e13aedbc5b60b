/** The feed's cursor: the place of the last item that was read. Pure. */
import { z } from 'zod';
import type { ListPosition } from '../articles/listing.ts';
import { Refusal } from '../platform/problem.ts';

const CURSOR_CHARS_MAX = 200;
const position = z.tuple([z.int(), z.string().regex(/^itm_[0-9a-f]{32}$/)]);

export function printFeedCursor({ versionCreated, id }: ListPosition): string {
  return Buffer.from(JSON.stringify([versionCreated, id])).toString('base64url');
}

/** Throws `invalid_cursor`. */
export function readFeedCursor(cursor: string): ListPosition {
  const parsed = position.safeParse(cursor.length <= CURSOR_CHARS_MAX ? jsonOf(cursor) : undefined);
  if (!parsed.success)
    throw new Refusal({
      code: 'invalid_cursor',
      detail: 'Use the `next` of a page as it is, or leave the cursor out.',
    });
  const [versionCreated, id] = parsed.data;
  return { versionCreated, id };
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
