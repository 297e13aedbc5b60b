/** Pages of stored checkpoints, largest first. */
import { z } from '@hono/zod-openapi';
import type { Env } from '../../platform/env.ts';
import { ANYONE, cursorsOf, pageOf, pageQuery } from '../../platform/paging.ts';
import { listCheckpoints } from './store.ts';

export const checkpointPageQuery = pageQuery;

export const checkpointPageSchema = z.object({
  items: z.array(z.object({ size: z.int(), at: z.string(), checkpoint: z.string() })),
  next: z.string().nullable(),
});

/** `reader`: license of a log that is not public. Throws `invalid_cursor`. */
export async function checkpointPage(
  env: Env,
  origin: string,
  { cursor, limit, reader = ANYONE }: z.output<typeof checkpointPageQuery> & { reader?: string },
): Promise<z.output<typeof checkpointPageSchema>> {
  const cursors = cursorsOf(env, { list: 'checkpoints', reader, filter: { origin } }, z.int());
  const below = cursors.after(cursor) ?? Number.MAX_SAFE_INTEGER;
  const rows = await listCheckpoints(env.DB, origin, below, limit + 1);
  const { items, next } = pageOf(rows, limit, ({ size }) => cursors.to(size));
  return {
    items: items.map(({ size, at, note, cosignatures }) => ({ size, at, checkpoint: note + cosignatures })),
    next,
  };
}
