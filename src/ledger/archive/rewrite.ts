/**
 * Writes blocks to the database again that were moved to R2, have lost texts, or were found to be missing there:
 * the blocks, their part of the archive and, if texts were deleted, their notes, the index of their segment,
 * and the counts of deleted texts by license and month.
 */
import { blockOf } from '../blocks/block.ts';
import { replaceBlock } from '../blocks/store.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { allDeleted, clearRewritten, filedBlock, filedWith, rewrittenBlocks } from '../object-store/filed.ts';
import { readSegment, segmentStatements } from '../segments/write.ts';
import type { Archiver } from './archiver.ts';
import type { Manifest } from './part.ts';
import { partStatement, releaseStatement } from './store.ts';

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

/** Writes the blocks of one step; false: there are none. Throws when the database is out of reach. */
export async function rewriteBlocks(deps: Deps): Promise<boolean> {
  const { sql, entries, db, object, transaction } = deps;
  const firsts = rewrittenBlocks(sql, BLOCKS_AT_ONCE);
  const [oldest] = firsts;
  if (oldest === undefined) return false;
  const filed = filedWith(sql, oldest);
  const rewritten = filed ? firsts.filter((first) => first <= filed.lastSeq) : [oldest];
  await db.batch([
    ...(filed ? [partStatement(db, filed), releaseStatement(db, filed)] : []),
    ...rewritten.flatMap((first) =>
      replaceBlock(db, object, filedBlock(sql, first) ?? blockOf(entries.lines.runOf(first))),
    ),
    ...(filed && hasDeleted(filed) ? await deletionStatements(deps, filed) : []),
  ]);
  transaction(() => clearRewritten(sql, rewritten));
  return true;
}

const hasDeleted = ({ part, lastSeq, entries }: Manifest): boolean => entries <= lastSeq - part;

async function deletionStatements(
  { sql, db, object, archiver, now }: Deps,
  { part, lastSeq }: Manifest,
): Promise<D1PreparedStatement[]> {
  const lines = await archiver.linesOf(part, lastSeq);
  const deleted = lines.flatMap((line, at) => (line === '' ? [part + at] : []));
  return [
    db
      .prepare('DELETE FROM notes WHERE shard = ? AND seq IN (SELECT value FROM json_each(?))')
      .bind(object, JSON.stringify(deleted)),
    ...segmentStatements(db, object, await readSegment(db, part, lines)),
    db
      .prepare(
        `INSERT INTO deleted_entries (license, month, object, entries, at)
         SELECT value ->> 'license', value ->> 'month', ?2, value ->> 'entries', ?3 FROM json_each(?1) WHERE true
         ON CONFLICT DO UPDATE SET entries = excluded.entries, at = excluded.at
           WHERE excluded.entries <> deleted_entries.entries`,
      )
      .bind(JSON.stringify(allDeleted(sql)), object, new Date(now()).toISOString()),
  ];
}
