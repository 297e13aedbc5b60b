/** SQL of stamped pictures: rows are added and read, never changed. */
import type { PictureFault } from '../../articles/media/pictures/parts.ts';
import { RENDITIONS_TRIED_MAX } from './limits.ts';

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

/** What pictures were made into, the newest first, by the digest of the newsroom's bytes. */
export async function renditionDigests(db: D1Database, sources: string[]): Promise<Map<string, string[]>> {
  const { results } = await db
    .prepare(
      `SELECT source, digest FROM stamped_pictures
       WHERE source IN (SELECT value FROM json_each(?)) AND digest IS NOT NULL ORDER BY made_ms DESC LIMIT ?`,
    )
    .bind(JSON.stringify(sources), RENDITIONS_TRIED_MAX)
    .all<{ source: string; digest: string }>();
  const bySource = new Map<string, string[]>();
  for (const { source, digest } of results) bySource.set(source, [...(bySource.get(source) ?? []), digest]);
  return bySource;
}
