/** SQL of stamped pictures: rows are added and read, never changed. */
import type { PictureFault } from '../../articles/media/pictures/parts.ts';

export interface StampedRow {
  key: string;
  /** base64url SHA-256 of the stamped bytes. */
  digest: string | null;
  bytes: number | null;
  fault: PictureFault | null;
  /** Milliseconds, UTC. */
  made_ms: number;
}

/** One statement, however many are asked for. */
export async function readStamped(db: D1Database, keys: string[]): Promise<StampedRow[]> {
  const { results } = await db
    .prepare(
      'SELECT key, digest, bytes, fault, made_ms FROM stamped_pictures WHERE key IN (SELECT value FROM json_each(?))',
    )
    .bind(JSON.stringify(keys))
    .all<StampedRow>();
  return results;
}

/** The row as it stands then: of two that make the same at once, the first one's. */
export async function addStamped(db: D1Database, row: StampedRow, source: string): Promise<StampedRow> {
  const [, stored] = await db.batch<StampedRow>([
    db
      .prepare(
        'INSERT OR IGNORE INTO stamped_pictures (key, source, digest, bytes, fault, made_ms) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .bind(row.key, source, row.digest, row.bytes, row.fault, row.made_ms),
    db.prepare('SELECT key, digest, bytes, fault, made_ms FROM stamped_pictures WHERE key = ?').bind(row.key),
  ]);
  const [found] = stored?.results ?? [];
  if (!found) throw new Error('a stamped picture is not where it was put');
  return found;
}
