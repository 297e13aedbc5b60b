/** SQL of stamped pictures: rows are never updated. */

import type { PictureFault } from '../../articles/media/pictures/parts.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import { RENDITIONS_TRIED_MAX, SMALLER_TRIED_MAX } from './limits.ts';

export interface StampedRow {
  key: string;
  /** base64url SHA-256 of the newsroom's bytes. */
  source: string;
  /** base64url SHA-256 of the delivered bytes. */
  digest: string | null;
  bytes: number | null;
  fault: PictureFault | null;
  /** 1: the newsroom's bytes, because they carry Content Credentials; 0 otherwise. */
  credentials: 0 | 1;
  perceptual: string | null;
  /** Pixels, for a smaller picture. */
  width: number | null;
  /** Milliseconds, UTC. */
  created_ms: number;
}

const COLUMNS = 'key, source, digest, bytes, fault, credentials, perceptual, width, created_ms';

/** One statement for any number of keys. */
export async function readStamped(db: D1Database, keys: string[]): Promise<StampedRow[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM stamped_pictures WHERE key IN (SELECT value FROM json_each(?))`)
    .bind(JSON.stringify(keys))
    .all<StampedRow>();
  return results;
}

/** Returns the stored row: the first one, if two requests create the same picture at once. */
export async function addStamped(db: D1Database, row: StampedRow): Promise<StampedRow> {
  const [, stored] = await db.batch<StampedRow>([
    db
      .prepare(`INSERT OR IGNORE INTO stamped_pictures (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
      .bind(
        row.key,
        row.source,
        row.digest,
        row.bytes,
        row.fault,
        row.credentials,
        row.perceptual,
        row.width,
        row.created_ms,
      ),
    db.prepare(`SELECT ${COLUMNS} FROM stamped_pictures WHERE key = ?`).bind(row.key),
  ]);
  const [found] = stored?.results ?? [];
  if (!found) throw new Error('a stamped picture is not where it was put');
  return found;
}

export interface RenditionDigests {
  fullSize: string[];
  downsized: string[];
}

/** Key: digest of the newsroom's bytes. */
export async function renditionDigests(
  db: D1Database,
  sources: string[],
): Promise<Map<string, RenditionDigests>> {
  const of = (which: 'NULL' | 'NOT NULL', max: number) =>
    db
      .prepare(
        `SELECT source, digest, width FROM stamped_pictures
         WHERE source IN (SELECT value FROM json_each(?)) AND digest IS NOT NULL AND width IS ${which}
         ORDER BY created_ms DESC LIMIT ?`,
      )
      .bind(JSON.stringify(sources), max);
  const rows = await db.batch<{ source: string; digest: string; width: number | null }>([
    of('NULL', RENDITIONS_TRIED_MAX),
    of('NOT NULL', SMALLER_TRIED_MAX),
  ]);
  const bySource = new Map<string, RenditionDigests>();
  for (const { source, digest, width } of rows.flatMap(({ results }) => results)) {
    const digestsOfSource = getOrInsert(bySource, source, () => ({ fullSize: [], downsized: [] }));
    digestsOfSource[width === null ? 'fullSize' : 'downsized'].push(digest);
  }
  return bySource;
}

/** Digest of the delivered bytes → perceptual digest, for these `digests` made from these `sources`. */
export async function perceptualDigests(
  db: D1Database,
  sources: string[],
  digests: string[],
): Promise<Map<string, string>> {
  const { results } = await db
    .prepare(
      `SELECT digest, perceptual FROM stamped_pictures
       WHERE source IN (SELECT value FROM json_each(?)) AND digest IN (SELECT value FROM json_each(?))
         AND perceptual IS NOT NULL`,
    )
    .bind(JSON.stringify(sources), JSON.stringify(digests))
    .all<{ digest: string; perceptual: string }>();
  return new Map(results.map(({ digest, perceptual }) => [digest, perceptual]));
}

/**
 * For a smaller picture that is missing from the bucket and that the encoder cannot reproduce: a new one is
 * made.
 */
export async function removeStamped(db: D1Database, key: string): Promise<void> {
  await db.prepare('DELETE FROM stamped_pictures WHERE key = ?').bind(key).run();
}
