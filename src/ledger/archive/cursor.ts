/** The archive's cursor: the place of the last part of a page. Pure. */
import { z } from 'zod';
import { Refusal } from '../../platform/problem.ts';

interface Place {
  month: string;
  object: string;
  part: number;
}

const CURSOR_CHARS_MAX = 300;
const place = z.tuple([z.string().max(7), z.string().max(64), z.int().nonnegative()]);

export function printPlace({ month, object, part }: Place): string {
  return Buffer.from(JSON.stringify([month, object, part])).toString('base64url');
}

/** Throws `invalid_cursor`. */
export function readPlace(cursor: string): Place {
  const parsed = place.safeParse(cursor.length <= CURSOR_CHARS_MAX ? jsonOf(cursor) : undefined);
  if (!parsed.success)
    throw new Refusal({
      code: 'invalid_cursor',
      detail: 'Use the `next` of a page as it is, or leave the cursor out.',
    });
  const [month, object, part] = parsed.data;
  return { month, object, part };
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
