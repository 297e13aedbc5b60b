/** SQL of ids that may be used once. */
import { EXPIRED_DELETED_MAX } from './limits.ts';

function deleteExpired(db: D1Database, nowMs: number): D1PreparedStatement {
  return db
    .prepare(
      'DELETE FROM used_once WHERE id IN (SELECT id FROM used_once WHERE until_ms < ? ORDER BY until_ms LIMIT ?)',
    )
    .bind(nowMs, EXPIRED_DELETED_MAX);
}

/** Marks `id` as used. False if it was used before. The inserted row decides between concurrent calls. */
export async function useOnce(db: D1Database, id: string, untilMs: number, nowMs: number): Promise<boolean> {
  const [, inserted] = await db.batch([
    deleteExpired(db, nowMs),
    db.prepare('INSERT INTO used_once (id, until_ms) VALUES (?, ?) ON CONFLICT DO NOTHING').bind(id, untilMs),
  ]);
  return (inserted?.meta.changes ?? 0) > 0;
}

export async function isUsed(db: D1Database, id: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM used_once WHERE id = ?').bind(id).first()) !== null;
}

/** Statements that make their batch fail if `id` was used before. */
export function useOnceStatements(
  db: D1Database,
  id: string,
  untilMs: number,
  nowMs: number,
): D1PreparedStatement[] {
  return [
    deleteExpired(db, nowMs),
    db.prepare('INSERT INTO used_once (id, until_ms) VALUES (?, ?)').bind(id, untilMs),
  ];
}
