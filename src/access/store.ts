/** SQL of what the token endpoint has to remember. */
import { SWEPT_AT_ONCE } from './limits.ts';

function sweepStatement(db: D1Database, nowMs: number): D1PreparedStatement {
  return db
    .prepare(
      'DELETE FROM used_once WHERE id IN (SELECT id FROM used_once WHERE until_ms < ? ORDER BY until_ms LIMIT ?)',
    )
    .bind(nowMs, SWEPT_AT_ONCE);
}

/** False when `id` has been used before. Two calls at once cannot both be the first: the row is the decision. */
export async function useOnce(db: D1Database, id: string, untilMs: number, nowMs: number): Promise<boolean> {
  const [, inserted] = await db.batch([
    sweepStatement(db, nowMs),
    db.prepare('INSERT INTO used_once (id, until_ms) VALUES (?, ?) ON CONFLICT DO NOTHING').bind(id, untilMs),
  ]);
  return (inserted?.meta.changes ?? 0) > 0;
}

export async function isUsed(db: D1Database, id: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM used_once WHERE id = ?').bind(id).first()) !== null;
}

/** For a batch that is to fail when `id` has been used before, and everything else in it with it. */
export function useOnceStatements(
  db: D1Database,
  id: string,
  untilMs: number,
  nowMs: number,
): D1PreparedStatement[] {
  return [
    sweepStatement(db, nowMs),
    db.prepare('INSERT INTO used_once (id, until_ms) VALUES (?, ?)').bind(id, untilMs),
  ];
}
