/**
 * Rewrites blocks in the database whose texts were deleted, or which it has lost: the block itself, its
 * notes, the index of its segment, and the counts of deleted texts by license and month.
 */
import { blockOf, type StoredBlock } from '../blocks/block.ts';
import { SEGMENT_BLOCKS } from '../blocks/limits.ts';
import { replaceBlock } from '../blocks/store.ts';
import type { LogLine } from '../log/entries.ts';
import type { ObjectDeps } from '../object-deps.ts';
import {
  allDeleted,
  clearDeletes,
  clearRewritten,
  filedBlock,
  filedWith,
  rewrittenBlocks,
} from '../object-store/filed.ts';
import { readSegment, segmentStatements } from '../segments/write.ts';
import type { Archiver } from './archiver.ts';
import { nullIfDamaged } from './part.ts';
import { partStatement } from './store.ts';

interface Deps extends ObjectDeps {
  archiver: Pick<Archiver, 'linesOf'>;
}

/**
 * Writes the waiting blocks of some segments after an entry. `deletes`: only blocks of which the database may
 * have deleted texts. The index is made from texts, so blocks whose file is damaged keep waiting for it, but
 * `deletes` writes them without. Returns the last entry of the last segment; null: there are no more. Throws
 * when a store is out of reach.
 */
export async function rewriteBlocks(
  deps: Deps,
  { deletes = false, after = 0, segmentsMax = Number.POSITIVE_INFINITY } = {},
): Promise<number | null> {
  let last: number | null = after;
  for (let segments = 0; segments < segmentsMax && last !== null; segments++)
    last = await rewriteSome(deps, last, deletes);
  return last;
}

/** Blocks of one segment at most. Returns its last entry; null: there are none. */
async function rewriteSome(deps: Deps, after: number, deletes: boolean): Promise<number | null> {
  const { sql, entries, db, object, archiver, transaction, now } = deps;
  const firsts = rewrittenBlocks(sql, after, SEGMENT_BLOCKS, deletes);
  const [oldest] = firsts;
  if (oldest === undefined) return null;
  const segment = await segmentWith(db, object, oldest);
  const inSegment = segment ? firsts.filter((first) => first <= segment.last) : [oldest];
  const rewritten = inSegment.filter((first) => !isLost(deps, first));
  const from = segment?.first ?? oldest;
  const to = segment?.last ?? blockAt(deps, oldest).last;
  if (rewritten.length === 0) return to;
  const lines = await archiver.linesOf(from, to).catch(nullIfDamaged);
  if (!lines && !deletes) return to;
  const indexed = lines && segment && (await readSegment(db, segment.first, lines));
  const filed = filedWith(sql, oldest);
  await db.batch([
    ...(filed ? [partStatement(db, filed)] : []),
    ...rewritten.flatMap((first) => [
      ...replaceBlock(db, object, blockAt(deps, first)),
      ...deletedNotes(db, object, entries.lines.runOf(first)),
    ]),
    ...(indexed ? segmentStatements(db, object, indexed) : []),
    deletedStatement(db, object, { counts: allDeleted(sql), at: new Date(now()).toISOString() }),
  ]);
  transaction(() => (lines ? clearRewritten : clearDeletes)(sql, rewritten));
  return to;
}

const blockAt = ({ sql, entries }: Pick<Deps, 'sql' | 'entries'>, first: number): StoredBlock =>
  filedBlock(sql, first) ?? blockOf(entries.lines.runOf(first));

/** Whether the shard has lost the pack. The database may have its texts: its block stays as it is. */
const isLost = ({ sql, entries }: Pick<Deps, 'sql' | 'entries'>, first: number): boolean =>
  !filedBlock(sql, first) &&
  entries.lines.runOf(first).every(({ line, side }) => line === '' && !side?.deleted);

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

/** Deletes the notes of entries whose texts were deleted. */
function deletedNotes(db: D1Database, object: string, run: readonly LogLine[]): D1PreparedStatement[] {
  const deleted = run.flatMap(({ seq, side }) => (side?.deleted ? [seq] : []));
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
