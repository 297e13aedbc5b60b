/** Pages of kept checkpoints, largest first. */
import { z } from '@hono/zod-openapi';
import { PAGE_DEFAULT, PAGE_MAX } from '../../platform/paging.ts';
import { Refusal } from '../../platform/problem.ts';
import { readSize } from './checkpoint.ts';
import { listKept } from './store.ts';

export const checkpointPageQuery = z.strictObject({
  cursor: z.string().optional().openapi({ description: 'The `next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
});

export const checkpointPageSchema = z.object({
  items: z.array(z.object({ size: z.int(), at: z.string(), checkpoint: z.string() })),
  next: z.string().nullable(),
});

/** Throws `invalid_cursor`. */
export async function checkpointPage(
  db: D1Database,
  origin: string,
  { cursor, limit }: z.output<typeof checkpointPageQuery>,
): Promise<z.output<typeof checkpointPageSchema>> {
  const rows = await listKept(db, origin, readCursor(cursor), limit + 1);
  const items = rows
    .slice(0, limit)
    .map(({ size, at, note, cosignatures }) => ({ size, at, checkpoint: note + cosignatures }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? printCursor(last.size) : null };
}

function printCursor(size: number): string {
  return Buffer.from(`below ${size}`).toString('base64url');
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return Number.MAX_SAFE_INTEGER;
  const [, digits = ''] = /^below ([0-9]{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const size = readSize(digits);
  if (size === null || printCursor(size) !== cursor)
    throw new Refusal({
      code: 'invalid_cursor',
      detail: 'Use the `next` of a page as it is, or leave the cursor out.',
    });
  return size;
}
