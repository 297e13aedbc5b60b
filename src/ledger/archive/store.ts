/** SQL of the archive on the D1 side. */
import { whereOf } from '../../platform/conditions.ts';
import type { Block } from '../blocks/block.ts';
import { offsetsText } from '../blocks/store.ts';
import type { Manifest } from './part.ts';

export interface PartRow {
  object: string;
  part: number;
  month: string;
  entries: number;
  manifest: Manifest;
  restored: string | null;
}

/** Inserts a part, or updates it after texts were deleted from it. An update leaves `restored` as it is. */
export function partStatement(db: D1Database, manifest: Manifest): D1PreparedStatement {
  const { object, part, month, entries, lastAt } = manifest;
  return db
    .prepare(
      `INSERT INTO archive_parts (object, part, first_month, last_month, entries, manifest) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET entries = excluded.entries, manifest = excluded.manifest`,
    )
    .bind(object, part, month, lastAt.slice(0, 7), entries, JSON.stringify(manifest));
}

/** The bodies of a part in the database, unless the part is restored. */
const BODIES = `shard = ?1 AND first BETWEEN ?2 AND ?3 AND body IS NOT NULL
  AND EXISTS (SELECT 1 FROM archive_parts WHERE object = ?1 AND part = ?2 AND restored IS NULL)`;

/** A row if `releaseStatement` would delete any bodies. */
export const releasedBodies = (db: D1Database, { object, part, lastSeq }: Manifest): D1PreparedStatement =>
  db.prepare(`SELECT 1 FROM blocks WHERE ${BODIES} LIMIT 1`).bind(object, part, lastSeq);

/** Deletes the bodies of a part from the database unless the part is restored. */
export const releaseStatement = (db: D1Database, { object, part, lastSeq }: Manifest): D1PreparedStatement =>
  db.prepare(`UPDATE blocks SET body = NULL, offsets = NULL WHERE ${BODIES}`).bind(object, part, lastSeq);

/** Restores the body of a block. */
export function bodyStatement(
  db: D1Database,
  object: string,
  { first, sha256, body }: Block,
): D1PreparedStatement {
  return db
    .prepare('UPDATE blocks SET body = ?, offsets = ? WHERE shard = ? AND first = ? AND sha256 = ?')
    .bind(body, offsetsText(body), object, first, sha256);
}

export function restoredStatement(
  db: D1Database,
  { object, part }: { object: string; part: number },
  restored: string | null,
): D1PreparedStatement {
  return db
    .prepare('UPDATE archive_parts SET restored = ? WHERE object = ? AND part = ?')
    .bind(restored, object, part);
}

/** The manifest of a part as D1 has it, JSON; null: it does not know the part. */
export async function storedManifest(db: D1Database, object: string, part: number): Promise<string | null> {
  return db
    .prepare('SELECT manifest FROM archive_parts WHERE object = ? AND part = ?')
    .bind(object, part)
    .first<string>('manifest');
}

/**
 * The segment of a shard that begins with an entry, if all of its entries are older than `month` (YYYY-MM).
 */
export async function segmentBefore(
  db: D1Database,
  object: string,
  { first, month }: { first: number; month: string },
): Promise<{ first: number; last: number } | null> {
  return db
    .prepare(
      `SELECT first, last FROM log_segments AS segment WHERE shard = ?1 AND first = ?2
         AND NOT EXISTS (SELECT 1 FROM blocks
         WHERE blocks.shard = ?1 AND blocks.first BETWEEN segment.first AND segment.last AND blocks.last_at >= ?3)`,
    )
    .bind(object, first, month)
    .first<{ first: number; last: number }>();
}

export interface PartFilter {
  object?: string;
  month?: string;
  license?: string;
  /** Only parts whose bodies are in D1 (true) or are not (false). Parts without texts are neither. */
  restored?: boolean;
  after?: { month: string; object: string; part: number };
  limit: number;
}

/** Oldest month first. */
export async function listParts(db: D1Database, filter: PartFilter): Promise<PartRow[]> {
  const { object, month, license, restored, after, limit } = filter;
  const { where, values } = whereOf([
    { sql: 'object = ?', values: [object] },
    { sql: '? BETWEEN first_month AND last_month', values: [month] },
    {
      sql: `EXISTS (SELECT 1 FROM json_each(manifest, '$.licenses') AS one WHERE one.value ->> 'license' = ?)`,
      values: [license],
    },
    {
      sql: 'entries > 0 AND (restored IS NOT NULL) = ?',
      values: [restored === undefined ? undefined : Number(restored)],
    },
    { sql: '(first_month, object, part) > (?, ?, ?)', values: [after?.month, after?.object, after?.part] },
  ]);
  const { results } = await db
    .prepare(
      `SELECT object, part, first_month AS month, entries, manifest, restored FROM archive_parts ${where}
       ORDER BY first_month, object, part LIMIT ?`,
    )
    .bind(...values, limit)
    .all<Omit<PartRow, 'manifest'> & { manifest: string }>();
  return results.map((row) => ({ ...row, manifest: JSON.parse(row.manifest) as Manifest }));
}
