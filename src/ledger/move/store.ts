/** SQL of moves in D1. */

export interface MoveRecord {
  partner: string;
  source: string;
  target: string;
  began: string;
  /** When the partner began to live in `target`; null: the move has not ended. */
  ended: string | null;
}

/** Name of the object that a partner lives in. Null: there is no such partner. */
export async function ledgerOf(db: D1Database, partner: string): Promise<string | null> {
  return db.prepare('SELECT ledger FROM partners WHERE id = ?').bind(partner).first<string>('ledger');
}

/** False: a move of the partner is recorded already. */
export async function noteMove(
  db: D1Database,
  { partner, source, target, began }: Omit<MoveRecord, 'ended'>,
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO partner_moves (partner, source, target, began) SELECT ?1, ?2, ?3, ?4
       WHERE NOT EXISTS (SELECT 1 FROM partner_moves WHERE partner = ?1 AND ended IS NULL)`,
    )
    .bind(partner, source, target, began)
    .run();
  return meta.changes > 0;
}

/** Deletes the record of a move that did not begin. */
export async function dropNote(
  db: D1Database,
  { partner, began }: { partner: string; began: string },
): Promise<void> {
  await db
    .prepare('DELETE FROM partner_moves WHERE partner = ? AND began = ? AND ended IS NULL')
    .bind(partner, began)
    .run();
}

export async function lastMove(db: D1Database, partner: string): Promise<MoveRecord | null> {
  return db
    .prepare(
      `SELECT partner, source, target, began, ended FROM partner_moves WHERE partner = ?
       ORDER BY ended IS NULL DESC, began DESC LIMIT 1`,
    )
    .bind(partner)
    .first<MoveRecord>();
}

/** From then on, isolates that read the catalogue call `target`. Idempotent. */
export async function switchLedger(
  db: D1Database,
  { partner, source, target, now }: { partner: string; source: string; target: string; now: string },
): Promise<void> {
  await db.batch([
    db.prepare('UPDATE partners SET ledger = ?1 WHERE id = ?2 AND ledger = ?3').bind(target, partner, source),
    db
      .prepare('UPDATE partner_moves SET ended = ?1 WHERE partner = ?2 AND target = ?3 AND ended IS NULL')
      .bind(now, partner, target),
  ]);
}
