/** Segments whose texts are in R2, blocks to write to the database again, and counts of deleted texts. */
import type { Manifest } from '../archive/part.ts';
import type { StoredBlock } from '../blocks/block.ts';
import { firstRow } from './row.ts';

/** Stores a segment that was written to R2. It is not reported to the database yet. */
export function writeFiled(sql: SqlStorage, manifest: Manifest): void {
  const { part, lastSeq, entries, firstAt } = manifest;
  sql.exec(
    'INSERT INTO filed (first, last, manifest, is_reported, texts, first_at) VALUES (?, ?, ?, 0, ?, ?)',
    part,
    lastSeq,
    JSON.stringify(manifest),
    entries,
    firstAt,
  );
}

/** The first part that meets a condition. */
function manifestWhere(sql: SqlStorage, where: string, ...values: SqlStorageValue[]): Manifest | null {
  const row = firstRow(
    sql.exec<{ manifest: string }>(
      `SELECT manifest FROM filed WHERE ${where} ORDER BY first LIMIT 1`,
      ...values,
    ),
  );
  return row && (JSON.parse(row.manifest) as Manifest);
}

/** A part, by the sequence of its first entry. */
export const readFiledPart = (sql: SqlStorage, part: number): Manifest | null =>
  manifestWhere(sql, 'first = ?', part);

/** The part that has an entry. */
export const filedWith = (sql: SqlStorage, seq: number): Manifest | null =>
  manifestWhere(sql, 'first <= ?1 AND last >= ?1', seq);

/** Sequence of the last entry in R2; 0: there is none. */
export function lastFiled(sql: SqlStorage): number {
  return (
    firstRow(sql.exec<{ last: number }>('SELECT last FROM filed ORDER BY first DESC LIMIT 1'))?.last ?? 0
  );
}

/** The block that begins with an entry, if its texts are in R2. */
export function filedBlock(sql: SqlStorage, first: number): StoredBlock | null {
  const block = filedWith(sql, first)?.blocks.find((candidate) => candidate.first === first);
  if (!block) return null;
  const { offset: _offset, length: _length, ...head } = block;
  return { ...head, body: null };
}

export function unreportedParts(sql: SqlStorage): Manifest[] {
  return sql
    .exec<{ manifest: string }>('SELECT manifest FROM filed WHERE is_reported = 0 ORDER BY first')
    .toArray()
    .map(({ manifest }) => JSON.parse(manifest) as Manifest);
}

export function setReported(sql: SqlStorage, part: number): void {
  sql.exec('UPDATE filed SET is_reported = 1 WHERE first = ?', part);
}

/** Marks a part as not reported to the database. Absent: all parts, since the database was restored. */
export function clearReported(sql: SqlStorage, part?: number): void {
  sql.exec('UPDATE filed SET is_reported = 0 WHERE ?1 IS NULL OR first = ?1', part ?? null);
}

export interface FiledPart {
  manifest: Manifest;
  isReported: boolean;
  /** Manifest of the previous file, while the bucket still has that. */
  replaced: Manifest | null;
}

/** The next part after a part. */
export function filedAfter(sql: SqlStorage, part: number): FiledPart | null {
  const row = firstRow(
    sql.exec<{ manifest: string; is_reported: number; replaced: string | null }>(
      'SELECT manifest, is_reported, replaced FROM filed WHERE first > ? ORDER BY first LIMIT 1',
      part,
    ),
  );
  return (
    row && {
      manifest: JSON.parse(row.manifest) as Manifest,
      isReported: row.is_reported === 1,
      replaced: row.replaced === null ? null : (JSON.parse(row.replaced) as Manifest),
    }
  );
}

/** A part after `after` that has texts of before `month` (YYYY-MM), not all found to be held on this basis. */
export const filedWithTexts = (
  sql: SqlStorage,
  { after, month, basis }: { after: number; month: string; basis: string },
): Manifest | null =>
  manifestWhere(
    sql,
    'texts > 0 AND first_at < ? AND first > ? AND is_reported = 1 AND held IS NOT ? AND replaced IS NULL',
    ...[month, after, basis],
  );

/** Notes that all texts whose time is over are held. */
export function setHeld(sql: SqlStorage, part: number, basis: string): void {
  sql.exec('UPDATE filed SET held = ? WHERE first = ?', basis, part);
}

export function replaceFiled(sql: SqlStorage, before: Manifest, after: Manifest, basis: string): void {
  sql.exec(
    'UPDATE filed SET manifest = ?, is_reported = 0, texts = ?, first_at = ?, held = ?, replaced = ? WHERE first = ?',
    JSON.stringify(after),
    after.entries,
    after.firstAt,
    basis,
    JSON.stringify(before),
    after.part,
  );
}

export interface Replaced {
  before: Manifest;
  after: Manifest;
  /** The basis on which texts were deleted. */
  basis: string;
}

/** Parts whose previous file is still in the bucket. */
export function replacedFiles(sql: SqlStorage): Replaced[] {
  return sql
    .exec<{ replaced: string; manifest: string; held: string }>(
      'SELECT replaced, manifest, held FROM filed WHERE replaced IS NOT NULL ORDER BY first',
    )
    .toArray()
    .map(({ replaced, manifest, held }) => ({
      before: JSON.parse(replaced) as Manifest,
      after: JSON.parse(manifest) as Manifest,
      basis: held,
    }));
}

export function setSettled(sql: SqlStorage, part: number): void {
  sql.exec('UPDATE filed SET replaced = NULL WHERE first = ?', part);
}

/**
 * Marks a block (by its first sequence) to be written to the database again, as it is then. `deletes`: the
 * database may have texts of it that were deleted.
 */
export function markRewritten(sql: SqlStorage, first: number, deletes: boolean): void {
  sql.exec(
    `INSERT INTO rewritten (first, deletes) VALUES (?, ?)
     ON CONFLICT (first) DO UPDATE SET deletes = max(deletes, excluded.deletes)`,
    ...[first, Number(deletes)],
  );
}

/** Oldest first. `deletes`: only those of which the database may have deleted texts. */
export function rewrittenBlocks(sql: SqlStorage, after: number, limit: number, deletes: boolean): number[] {
  return sql
    .exec<{ first: number }>(
      'SELECT first FROM rewritten WHERE first > ? AND deletes >= ? ORDER BY first LIMIT ?',
      ...[after, Number(deletes), limit],
    )
    .toArray()
    .map(({ first }) => first);
}

/** Whether a block that begins with one of these entries waits to be written again. */
export function isRewriting(sql: SqlStorage, first: number, last: number): boolean {
  return (
    firstRow(sql.exec('SELECT 1 FROM rewritten WHERE first BETWEEN ? AND ? LIMIT 1', first, last)) !== null
  );
}

export function clearRewritten(sql: SqlStorage, firsts: readonly number[]): void {
  for (const first of firsts) sql.exec('DELETE FROM rewritten WHERE first = ?', first);
}

/** Records that the database has no deleted texts of these blocks any more; their index is still missing. */
export function clearDeletes(sql: SqlStorage, firsts: readonly number[]): void {
  for (const first of firsts) sql.exec('UPDATE rewritten SET deletes = 0 WHERE first = ?', first);
}

/** Number of entries of a license and month whose texts were deleted. */
export interface DeletedCount {
  license: string;
  month: string;
  entries: number;
}

export function addDeleted(sql: SqlStorage, counts: readonly DeletedCount[]): void {
  for (const { license, month, entries } of counts)
    sql.exec(
      `INSERT INTO deleted (license, month, entries) VALUES (?, ?, ?)
       ON CONFLICT (license, month) DO UPDATE SET entries = entries + excluded.entries`,
      license,
      month,
      entries,
    );
}

/** All counts of this shard. */
export function allDeleted(sql: SqlStorage): DeletedCount[] {
  return sql
    .exec<{ license: string; month: string; entries: number }>('SELECT license, month, entries FROM deleted')
    .toArray();
}
