/** SQL of the newest checkpoints of an object's trees, their published roots, and findings. */
import type { Finding, SignedCheckpoint } from '../transparency/types.ts';
import { firstRow } from './row.ts';

/** The newest checkpoint of a tree. */
export interface NewestCheckpoint extends SignedCheckpoint {
  /** Signature lines of witnesses; empty while there are none. */
  cosignatures: string;
  /** Stored in D1 and R2, which is required before it is published. */
  isStored: boolean;
}

export function readNewest(sql: SqlStorage, tree: string): NewestCheckpoint | null {
  const row = firstRow(
    sql.exec<{ size: number; at_ms: number; note: string; cosignatures: string; is_stored: number }>(
      'SELECT size, at_ms, note, cosignatures, is_stored FROM checkpoints WHERE tree = ?',
      tree,
    ),
  );
  if (!row) return null;
  const { size, at_ms: atMs, note, cosignatures, is_stored: isStored } = row;
  return { size, atMs, note, cosignatures, isStored: isStored === 1 };
}

export function writeNewest(sql: SqlStorage, tree: string, newest: NewestCheckpoint): void {
  sql.exec(
    'INSERT OR REPLACE INTO checkpoints (tree, size, at_ms, note, cosignatures, is_stored) VALUES (?, ?, ?, ?, ?, ?)',
    tree,
    newest.size,
    newest.atMs,
    newest.note,
    newest.cosignatures,
    newest.isStored ? 1 : 0,
  );
}

/** Trees that have a checkpoint. */
export function checkpointedLogs(sql: SqlStorage): string[] {
  return sql
    .exec<{ tree: string }>('SELECT tree FROM checkpoints')
    .toArray()
    .map(({ tree }) => tree);
}

/** No effect if a newer checkpoint was signed. */
export function markStored(sql: SqlStorage, tree: string, size: number): void {
  sql.exec('UPDATE checkpoints SET is_stored = 1 WHERE tree = ? AND size = ?', tree, size);
}

export function writeCosignatures(sql: SqlStorage, tree: string, size: number, lines: string): void {
  sql.exec('UPDATE checkpoints SET cosignatures = ? WHERE tree = ? AND size = ?', lines, tree, size);
}

/** By license: size of its log at its newest root in the agency log. */
export function publishedSizes(sql: SqlStorage): Map<string, number> {
  const rows = sql.exec<{ license: string; size: number }>('SELECT license, size FROM published').toArray();
  return new Map(rows.map(({ license, size }) => [license, size]));
}

export interface Published {
  /** Size of the license's log. */
  size: number;
  /** Index in the agency log. */
  index: number;
}

export function readPublished(sql: SqlStorage, license: string): Published | null {
  const row = firstRow(
    sql.exec<{ size: number; idx: number }>('SELECT size, idx FROM published WHERE license = ?', license),
  );
  return row && { size: row.size, index: row.idx };
}

/** Never decreases: a late answer may be about an older root. */
export function raisePublished(sql: SqlStorage, license: string, { size, index }: Published): void {
  sql.exec(
    `INSERT INTO published (license, size, idx) VALUES (?, ?, ?)
     ON CONFLICT (license) DO UPDATE SET size = excluded.size, idx = excluded.idx WHERE excluded.size > size`,
    license,
    size,
    index,
  );
}

/** True if the finding is new. */
export function raiseFinding(sql: SqlStorage, { kind, origin, detail, message, sinceMs }: Finding): boolean {
  return (
    sql.exec(
      `INSERT INTO log_findings (kind, origin, detail, message, since_ms) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      kind,
      origin,
      detail,
      message ?? null,
      sinceMs,
    ).rowsWritten > 0
  );
}

export function settleFinding(sql: SqlStorage, kind: Finding['kind'], origin: string): void {
  sql.exec('DELETE FROM log_findings WHERE kind = ? AND origin = ?', kind, origin);
}

export function readFindings(sql: SqlStorage, limit: number): Finding[] {
  return sql
    .exec<{ kind: string; origin: string; detail: string; message: string | null; since_ms: number }>(
      'SELECT kind, origin, detail, message, since_ms FROM log_findings ORDER BY since_ms LIMIT ?',
      limit,
    )
    .toArray()
    .map(({ since_ms: sinceMs, kind, ...rest }) => ({ ...rest, kind: kind as Finding['kind'], sinceMs }));
}
