/** SQL, on the D1 side, of blocks as the shards write them. */
import { inParameters } from '../../platform/d1.ts';
import { leafText } from '../merkle.ts';
import { isNote, linesOfBody, offsetsOf, type StoredBlock } from './block.ts';

/**
 * What a shard remembers of the database: the last entry that it has drained, and the number of catalogue
 * changes that it has marked there.
 */
export interface DrainMark {
  drained: number;
  changes: number;
}

/**
 * Writes blocks of one shard in order, each if the database has everything before it. A longer block replaces
 * a shorter one. Nothing is written to a database that has less than the shard remembers (`mark`), since it
 * was restored to an earlier point. One transaction. Returns how many blocks were written: also fewer when
 * the database has them already, after an interrupted run.
 */
export async function writeBlocks(
  db: D1Database,
  shard: string,
  blocks: StoredBlock[],
  mark: DrainMark = { drained: 0, changes: 0 },
): Promise<number> {
  const written = await db.batch([
    ...blocks.map((block, at) => blockStatement(db, shard, block, at === 0 ? mark : { ...mark, drained: 0 })),
    db.prepare('INSERT OR IGNORE INTO log_shards (shard) VALUES (?)').bind(shard),
    ...blocks.flatMap((block) => noteStatements(db, shard, block)),
  ]);
  return blocks.filter((_, at) => (written[at]?.meta.changes ?? 0) > 0).length;
}

const COLUMNS = 'shard, first, last, first_at, last_at, sha256, body, offsets';

function blockStatement(
  db: D1Database,
  shard: string,
  block: StoredBlock,
  { drained, changes }: DrainMark,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO blocks (${COLUMNS}) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
       WHERE max(?9, ?2 - 1) <= coalesce((SELECT last FROM blocks WHERE shard = ?1 ORDER BY first DESC LIMIT 1), 0)
         AND (?10 = 0 OR ?10 <= (SELECT applied_changes FROM log_shards WHERE shard = ?1))
       ON CONFLICT (shard, first) DO UPDATE SET last = excluded.last, first_at = excluded.first_at,
         last_at = excluded.last_at, sha256 = excluded.sha256, body = excluded.body, offsets = excluded.offsets
       WHERE excluded.last > last`,
    )
    .bind(shard, ...valuesOf(block), drained, changes);
}

const valuesOf = ({ first, last, firstAt, lastAt, sha256, body }: StoredBlock) =>
  [first, last, firstAt, lastAt, sha256, body, offsetsText(body)] as const;

/** The column `offsets` of a block with this body. */
export const offsetsText = (body: string | null): string | null =>
  body === null ? null : JSON.stringify(offsetsOf(body));

/**
 * Writes a block as it is now, whatever the database has: its texts were deleted, or the block was lost.
 * `body` null: it is in R2.
 */
export function replaceBlock(db: D1Database, shard: string, block: StoredBlock): D1PreparedStatement[] {
  return [
    db
      .prepare(`INSERT OR REPLACE INTO blocks (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
      .bind(shard, ...valuesOf(block)),
    ...noteStatements(db, shard, block),
  ];
}

/** Writes the block's notes to their own table. Idempotent. */
function noteStatements(db: D1Database, shard: string, { first, body }: StoredBlock): D1PreparedStatement[] {
  const notes = (body === null ? [] : linesOfBody(body)).flatMap((line, at) =>
    isNote(line) ? [noteRow({ seq: first + at, line })] : [],
  );
  return inParameters(notes).map((json) =>
    db
      .prepare(
        `INSERT OR REPLACE INTO notes (license, idx, shard, seq, id, at, kind, leaf, body)
         SELECT body ->> '$.license', body ->> '$.index', ?2, seq, body ->> '$.id', body ->> '$.at',
           coalesce(body ->> '$.kind', ''), leaf, body
         FROM (SELECT value ->> 'seq' AS seq, value ->> 'leaf' AS leaf, value ->> 'body' AS body FROM json_each(?1))`,
      )
      .bind(json, shard),
  );
}

/** Sequence of the last entry of a shard that the database has; 0: none. */
export async function drainCursor(db: D1Database, shard: string): Promise<number> {
  const last = await db
    .prepare('SELECT last FROM blocks WHERE shard = ? ORDER BY first DESC LIMIT 1')
    .bind(shard)
    .first<number>('last');
  return last ?? 0;
}

/** Number of catalogue changes that a shard has marked here; 0: it never did. */
export async function changeCursor(db: D1Database, shard: string): Promise<number> {
  const changes = await db
    .prepare('SELECT applied_changes FROM log_shards WHERE shard = ?')
    .bind(shard)
    .first<number>('applied_changes');
  return changes ?? 0;
}

/**
 * Marks how many catalogue changes a shard has been notified of. False: the stored mark is lower than `from`,
 * so the database was restored to an earlier point.
 */
export async function markChanges(
  db: D1Database,
  { shard, changes, from }: { shard: string; changes: number; from: number },
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO log_shards (shard, applied_changes) SELECT ?1, ?2
       WHERE ?3 = 0 OR EXISTS (SELECT 1 FROM log_shards WHERE shard = ?1)
       ON CONFLICT (shard) DO UPDATE SET applied_changes = max(applied_changes, excluded.applied_changes)
         WHERE applied_changes >= ?3`,
    )
    .bind(shard, changes, from)
    .run();
  return meta.changes > 0;
}

/** A block with its column `offsets`. */
export interface BlockRow extends StoredBlock {
  offsets: string | null;
}

/** Blocks whose first sequence is in a range, both ends included. */
export async function blocksBetween(
  db: D1Database,
  shard: string,
  { from, to }: { from: number; to: number },
): Promise<BlockRow[]> {
  const { results } = await db
    .prepare(
      `SELECT first, last, first_at AS firstAt, last_at AS lastAt, sha256, body, offsets FROM blocks
       WHERE shard = ? AND first BETWEEN ? AND ? ORDER BY first`,
    )
    .bind(shard, from, to)
    .all<BlockRow>();
  return results;
}

/**
 * First sequences of the blocks after an entry; a shard that has lost its log may have any number of them.
 */
export async function blocksAfter(
  db: D1Database,
  shard: string,
  { after, limit }: { after: number; limit: number },
): Promise<number[]> {
  const { results } = await db
    .prepare('SELECT first FROM blocks WHERE shard = ? AND first > ? ORDER BY first LIMIT ?')
    .bind(shard, after, limit)
    .all<{ first: number }>();
  return results.map(({ first }) => first);
}

/** The notes among these entries that have no row of their own, or a row that differs. */
export async function notesUnlike(
  db: D1Database,
  shard: string,
  lines: readonly { seq: number; line: string }[],
): Promise<{ license: string; index: number; isThere: boolean }[]> {
  const notes = lines.filter(({ line }) => isNote(line)).map(noteRow);
  const unlike: { license: string; idx: number; isThere: number }[] = [];
  for (const json of inParameters(notes)) {
    const { results } = await db
      .prepare(
        `SELECT own.body ->> '$.license' AS license, own.body ->> '$.index' AS idx, notes.body IS NOT NULL AS isThere
         FROM (SELECT value ->> 'seq' AS seq, value ->> 'leaf' AS leaf, value ->> 'body' AS body
           FROM json_each(?1)) AS own
         LEFT JOIN notes ON notes.license = own.body ->> '$.license' AND notes.idx = own.body ->> '$.index'
         WHERE notes.body IS NOT own.body OR notes.leaf <> own.leaf OR notes.shard <> ?2 OR notes.seq <> own.seq
           OR notes.id IS NOT own.body ->> '$.id' OR notes.at IS NOT own.body ->> '$.at'
           OR notes.kind <> coalesce(own.body ->> '$.kind', '')`,
      )
      .bind(json, shard)
      .all<{ license: string; idx: number; isThere: number }>();
    unlike.push(...results);
  }
  return unlike.map(({ license, idx, isThere }) => ({ license, index: idx, isThere: isThere === 1 }));
}

const noteRow = ({ seq, line }: { seq: number; line: string }) => ({
  seq,
  leaf: leafText(line),
  body: line,
});
