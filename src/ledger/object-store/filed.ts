/** Segments whose texts are in R2, blocks to write to the database again, and counts of deleted texts. */
import type { Manifest } from '../archive/part.ts';
import type { StoredBlock } from '../blocks/block.ts';
import { firstRow } from './row.ts';

/**
 * Stores a segment that was written to R2. `held`: the mark of holds and month under which all expired texts
 * in it are held. `replaced`: its previous part, whose file is still in the bucket.
 */
export function writeFiled(
  sql: SqlStorage,
  manifest: Manifest,
  { held, replaced }: { held: number; replaced: Manifest | null },
): void {
  const { part, lastSeq, entries, firstAt } = manifest;
  sql.exec(
    `INSERT OR REPLACE INTO filed (first, last, manifest, is_reported, texts, first_at, held, replaced)
     VALUES (?, ?, ?, 1, ?, ?, ?, ?)`,
    part,
    lastSeq,
    JSON.stringify(manifest),
    entries,
    firstAt,
    held,
    replaced && JSON.stringify(replaced),
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

/** The next part after a part. */
export const filedAfter = (sql: SqlStorage, part: number): Manifest | null =>
  manifestWhere(sql, 'first > ?', part);

/**
 * A part after `after` that has texts of before `month` (YYYY-MM) which were not all found to be held under
 * this mark.
 */
export const filedWithTexts = (
  sql: SqlStorage,
  { after, month, mark }: { after: number; month: string; mark: number },
): Manifest | null =>
  manifestWhere(sql, 'texts > 0 AND first_at < ? AND first > ? AND held IS NOT ?', month, after, mark);

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

/** Notes that all texts whose time is over are held. */
export function setHeld(sql: SqlStorage, part: number, mark: number): void {
  sql.exec('UPDATE filed SET held = ? WHERE first = ?', mark, part);
}

/** A previous part whose file is still in the bucket. */
export function replacedFile(sql: SqlStorage): Manifest | null {
  const row = firstRow(
    sql.exec<{ replaced: string }>('SELECT replaced FROM filed WHERE replaced IS NOT NULL LIMIT 1'),
  );
  return row && (JSON.parse(row.replaced) as Manifest);
}

export function setSettled(sql: SqlStorage, part: number): void {
  sql.exec('UPDATE filed SET replaced = NULL WHERE first = ?', part);
}

/** Marks a block (by its first sequence) to be written to the database again, as it is then. */
export function markRewritten(sql: SqlStorage, first: number): void {
  sql.exec('INSERT OR IGNORE INTO rewritten (first) VALUES (?)', first);
}

/** Oldest first. */
export function rewrittenBlocks(sql: SqlStorage, limit: number): number[] {
  return sql
    .exec<{ first: number }>('SELECT first FROM rewritten ORDER BY first LIMIT ?', limit)
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
