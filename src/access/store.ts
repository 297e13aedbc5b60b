/** SQL of what the token endpoint has to remember. */
import { SWEPT_AT_ONCE } from './limits.ts';

/** False when `id` has been used before. Two calls at once cannot both be the first: the row is the decision. */
export async function useOnce(db: D1Database, id: string, untilMs: number, nowMs: number): Promise<boolean> {
  const [, inserted] = await db.batch([
    db
      .prepare(
        'DELETE FROM used_once WHERE id IN (SELECT id FROM used_once WHERE until_ms < ? ORDER BY until_ms LIMIT ?)',
      )
      .bind(nowMs, SWEPT_AT_ONCE),
    db.prepare('INSERT INTO used_once (id, until_ms) VALUES (?, ?) ON CONFLICT DO NOTHING').bind(id, untilMs),
  ]);
  return (inserted?.meta.changes ?? 0) > 0;
}
