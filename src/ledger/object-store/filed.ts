/** Segments whose texts are in R2, blocks to write to the database again, and counts of deleted texts. */
import type { Manifest } from '../archive/part.ts';
import type { StoredBlock } from '../blocks/block.ts';
import { firstRow } from './row.ts';

/** A segment in R2. */
export interface FiledPart {
  manifest: Manifest;
  isReported: boolean;
  /** Manifest of the previous file, while the bucket still has that. */
  replaced: Manifest | null;
  /** The basis on which texts were last deleted, or found to be held; '': neither. */
  basis: string;
}

export interface ReplacedPart extends FiledPart {
  replaced: Manifest;
}

/** Parts that meet a condition, in order, at most `limit` (-1: all). */
function partsWhere(
  sql: SqlStorage,
  limit: number,
  where: string,
  ...values: SqlStorageValue[]
): FiledPart[] {
  return sql
    .exec<{ manifest: string; is_reported: number; replaced: string | null; held: string | null }>(
      `SELECT manifest, is_reported, replaced, held FROM filed WHERE ${where} ORDER BY first LIMIT ${limit}`,
      ...values,
    )
    .toArray()
    .map(({ manifest, is_reported, replaced, held }) => ({
      manifest: JSON.parse(manifest) as Manifest,
      isReported: is_reported === 1,
      replaced: replaced === null ? null : (JSON.parse(replaced) as Manifest),
      basis: held ?? '',
    }));
}

/** A part, by the sequence of its first entry. */
export const readFiledPart = (sql: SqlStorage, part: number): Manifest | null =>
  partsWhere(sql, 1, 'first = ?', part)[0]?.manifest ?? null;

/** The part that has an entry. */
export const filedWith = (sql: SqlStorage, seq: number): Manifest | null =>
  partsWhere(sql, 1, 'first <= ?1 AND last >= ?1', seq)[0]?.manifest ?? null;

/** The next part after a part. */
export const filedAfter = (sql: SqlStorage, part: number): FiledPart | null =>
  partsWhere(sql, 1, 'first > ?', part)[0] ?? null;

export const unreportedParts = (sql: SqlStorage): Manifest[] =>
  partsWhere(sql, -1, 'is_reported = 0').map(({ manifest }) => manifest);

/** A part after `after` that has texts of before `month` (YYYY-MM), not all found to be held on this basis. */
export const filedWithTexts = (
  sql: SqlStorage,
  { after, month, basis }: { after: number; month: string; basis: string },
): Manifest | null =>
  partsWhere(
    sql,
    1,
    'texts > 0 AND first_at < ? AND first > ? AND is_reported = 1 AND held IS NOT ? AND replaced IS NULL',
    ...[month, after, basis],
  )[0]?.manifest ?? null;

/** Parts whose previous file is still in the bucket. */
export const replacedParts = (sql: SqlStorage): ReplacedPart[] =>
  partsWhere(sql, -1, 'replaced IS NOT NULL') as ReplacedPart[];

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

/**
 * Stores a segment that was written to R2. It is not reported to the database yet. `replaced`: the manifest
 * of the previous file, which has texts that were deleted on this basis.
 */
export function writeFiled(
  sql: SqlStorage,
  { manifest, replaced, basis }: { manifest: Manifest; replaced?: Manifest; basis?: string },
): void {
  const { part, lastSeq, entries, firstAt } = manifest;
  sql.exec(
    `INSERT OR REPLACE INTO filed (first, last, manifest, is_reported, texts, first_at, held, replaced)
     VALUES (?, ?, ?, 0, ?, ?, ?, ?)`,
    ...[part, lastSeq, JSON.stringify(manifest), entries, firstAt],
    ...[basis ?? null, replaced ? JSON.stringify(replaced) : null],
  );
}

export function setReported(sql: SqlStorage, part: number): void {
  sql.exec('UPDATE filed SET is_reported = 1 WHERE first = ?', part);
}

/** Marks a part as not reported to the database. Absent: all parts, since the database was restored. */
export function clearReported(sql: SqlStorage, part?: number): void {
  sql.exec('UPDATE filed SET is_reported = 0 WHERE ?1 IS NULL OR first = ?1', part ?? null);
}

/** Notes that all texts whose time is over are held. */
export function setHeld(sql: SqlStorage, part: number, basis: string): void {
  sql.exec('UPDATE filed SET held = ? WHERE first = ?', basis, part);
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
