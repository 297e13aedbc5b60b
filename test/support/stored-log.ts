/** The log in the database, changed behind the ledger's back; and entries that no shard has written. */
import { LogWriter } from '../../scripts/lib/log-writer.ts';
import { blockOfLines, linesOfBody } from '../../src/ledger/blocks/block.ts';
import type { Entry } from '../../src/ledger/types.ts';

interface BlockRow {
  shard: string;
  first: number;
  body: string;
}

/**
 * Writes other lines into the blocks, and nothing else: `change` gives what stands in an entry's place, ''
 * when it goes. Returns what undoes it.
 */
export async function alterLog(
  db: D1Database,
  change: (entry: Entry, line: string) => string,
): Promise<() => Promise<void>> {
  const { results } = await db
    .prepare('SELECT shard, first, body FROM blocks WHERE body IS NOT NULL')
    .all<BlockRow>();
  const altered = results.flatMap((block) => {
    const lines = linesOfBody(block.body);
    const changed = lines.map((line) => (/^{"/.test(line) ? change(JSON.parse(line) as Entry, line) : line));
    const isSame = changed.every((line, at) => line === lines[at]);
    return isSame ? [] : [{ before: block, after: { ...block, body: blockOfLines(changed).body } }];
  });
  await writeBodies(
    db,
    altered.map(({ after }) => after),
  );
  return () =>
    writeBodies(
      db,
      altered.map(({ before }) => before),
    );
}

/** Alters the entries of a license at these indexes. */
export const alterEntries = (
  db: D1Database,
  { license, index }: { license: string; index: number | ((index: number) => boolean) },
  change: (line: string) => string,
): Promise<() => Promise<void>> =>
  alterLog(db, (entry, line) => {
    const isMeant = typeof index === 'number' ? entry.index === index : index(entry.index);
    return entry.license === license && isMeant ? change(line) : line;
  });

/** Alters the entry of this id. */
export const alterEntry = (
  db: D1Database,
  id: string,
  change: (line: string) => string,
): Promise<() => Promise<void>> => alterLog(db, (entry, line) => (entry.id === id ? change(line) : line));

async function writeBodies(db: D1Database, blocks: BlockRow[]): Promise<void> {
  for (const { shard, first, body } of blocks)
    await db
      .prepare('UPDATE blocks SET body = ? WHERE shard = ? AND first = ?')
      .bind(body, shard, first)
      .run();
}

/** Entries of a shard that there is none of. `sealed`: they are indexed, too. */
export async function forge(
  db: D1Database,
  shard: string,
  lines: Iterable<string>,
  { blockEntries, sealed = false }: { blockEntries?: number; sealed?: boolean } = {},
): Promise<void> {
  const writer = new LogWriter(db, shard, blockEntries === undefined ? {} : { blockEntries });
  await writer.write(lines);
  if (sealed) await writer.seal();
}

/** Takes out all that the database has of a shard. */
export async function forgetShard(db: D1Database, shard: string): Promise<void> {
  const tables = ['blocks', 'log_shards', 'log_segments', 'log_pages', 'notes'];
  await db.batch(tables.map((table) => db.prepare(`DELETE FROM ${table} WHERE shard = ?`).bind(shard)));
}
