/**
 * Rewrites blocks in the database whose texts were deleted, or which it has lost: the block itself, its
 * notes, the index of its segment, and the counts of deleted texts by license and month.
 */
import { blockOf, type StoredBlock } from '../blocks/block.ts';
import { replaceBlock } from '../blocks/store.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { allDeleted, clearRewritten, filedBlock, filedWith, rewrittenBlocks } from '../object-store/filed.ts';
import { readSegment, segmentStatements } from '../segments/write.ts';
import { type Archiver, DamagedFile } from './archiver.ts';
import { partStatement } from './store.ts';

interface Deps {
  sql: SqlStorage;
  entries: EntryLog;
  db: D1Database;
  /** Pool name of the object. */
  object: string;
  archiver: Pick<Archiver, 'linesOf'>;
  transaction(body: () => void): void;
  /** Milliseconds, UTC. */
  now(): number;
}

/** Blocks of one step: at most those of a segment. */
const BLOCKS_AT_ONCE = 16;

/**
 * Writes the next blocks after an entry, at most those of a segment, and returns its last entry; null: there
 * are none. Blocks whose file is damaged wait. Throws when a store is out of reach.
 */
export async function rewriteBlocks(deps: Deps, after: number): Promise<number | null> {
  const { sql, db, object, archiver, transaction, now } = deps;
  const firsts = rewrittenBlocks(sql, after, BLOCKS_AT_ONCE);
  const [oldest] = firsts;
  if (oldest === undefined) return null;
  const segment = await segmentWith(db, object, oldest);
  const rewritten = segment ? firsts.filter((first) => first <= segment.last) : [oldest];
  const from = segment?.first ?? oldest;
  const to = segment?.last ?? blockAt(deps, oldest).last;
  const lines = await archiver.linesOf(from, to).catch((error) => {
    if (error instanceof DamagedFile) return null;
    throw error;
  });
  if (!lines) return to;
  const indexed = segment && (await readSegment(db, segment.first, lines));
  const filed = filedWith(sql, oldest);
  await db.batch([
    ...(filed ? [partStatement(db, filed)] : []),
    ...rewritten.flatMap((first) => {
      const block = blockAt(deps, first);
      const blockLines = lines.slice(first - from, block.last - from + 1);
      return [...replaceBlock(db, object, block), ...deletedNotes(db, object, first, blockLines)];
    }),
    ...(indexed ? segmentStatements(db, object, indexed) : []),
    deletedStatement(db, object, { counts: allDeleted(sql), at: new Date(now()).toISOString() }),
  ]);
  transaction(() => clearRewritten(sql, rewritten));
  return to;
}

const blockAt = ({ sql, entries }: Pick<Deps, 'sql' | 'entries'>, first: number): StoredBlock =>
  filedBlock(sql, first) ?? blockOf(entries.lines.runOf(first));

async function segmentWith(
  db: D1Database,
  object: string,
  seq: number,
): Promise<{ first: number; last: number } | null> {
  return db
    .prepare('SELECT first, last FROM log_segments WHERE shard = ?1 AND first <= ?2 AND last >= ?2')
    .bind(object, seq)
    .first<{ first: number; last: number }>();
}

/**
 * Deletes the notes of entries whose texts were deleted. `lines`: those of the block, '' for a deleted text.
 */
function deletedNotes(
  db: D1Database,
  object: string,
  first: number,
  lines: readonly string[],
): D1PreparedStatement[] {
  const deleted = lines.flatMap((line, at) => (line === '' ? [first + at] : []));
  if (deleted.length === 0) return [];
  return [
    db
      .prepare('DELETE FROM notes WHERE shard = ? AND seq IN (SELECT value FROM json_each(?))')
      .bind(object, JSON.stringify(deleted)),
  ];
}

function deletedStatement(
  db: D1Database,
  object: string,
  { counts, at }: { counts: { license: string; month: string; entries: number }[]; at: string },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO deleted_entries (license, month, object, entries, at)
       SELECT value ->> 'license', value ->> 'month', ?2, value ->> 'entries', ?3 FROM json_each(?1) WHERE true
       ON CONFLICT DO UPDATE SET entries = excluded.entries, at = excluded.at
         WHERE excluded.entries <> deleted_entries.entries`,
    )
    .bind(JSON.stringify(counts), object, at);
}
