/** Lists of the desk: `{items, next}`, ascending by id (ids are UUIDv7, so by creation), with an opaque cursor. */
import { z } from '@hono/zod-openapi';
import { Refusal } from './problem.ts';

export const PAGE_DEFAULT = 50;
/** Rows of one page: what a console shows, and well within what one D1 answer carries. */
export const PAGE_MAX = 200;

const CURSOR_CHARS_MAX = 128;
const ID = /^[a-z]{3}_[0-9a-f]{32}$/;

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** The id after which the page begins: '' for the first. Throws `invalid_cursor`. */
export function readCursor(cursor: string | undefined): string {
  if (cursor === undefined) return '';
  const id = cursor.length <= CURSOR_CHARS_MAX ? Buffer.from(cursor, 'base64url').toString() : '';
  if (!ID.test(id) || printCursor(id) !== cursor)
    throw new Refusal({
      code: 'invalid_cursor',
      detail: 'Use the `next` of a page as it is, or leave the cursor out.',
    });
  return id;
}

function printCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** Makes a page of up to `limit` rows from a read that asked for one more. */
export function pageOf<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? printCursor(last.id) : null };
}

/** Query of a list. */
export const pageQuery = z.strictObject({
  cursor: z.string().optional().openapi({ description: 'The `next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
});

export function pageOfSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
