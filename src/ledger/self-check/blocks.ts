/** Compares blocks of the database with the shard's own entries, 256 at a time. */
import { type Block, blockOf, linesOfBody, type StoredBlock, sha256OfLines } from '../blocks/block.ts';
import { type BlockRow, blocksBetween, notesUnlike, offsetsText } from '../blocks/store.ts';
import type { LogLine } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { filedBlock, isRewriting } from '../object-store/filed.ts';
import { message } from '../templates.ts';
import type { Fault } from './types.ts';
import { positionInText, positionOfLeaf } from './walk.ts';

/**
 * Differences between the database and the shard, in whole packs that were drained; also blocks that the
 * shard never wrote. `lost` is called for each missing block, with its first entry.
 */
export async function blockFaults(
  { sql, entries, db, object }: Pick<ObjectDeps, 'sql' | 'entries' | 'db' | 'object'>,
  runs: readonly LogLine[][],
  lost: (first: number) => void = () => {},
): Promise<Fault[]> {
  const [from, to] = [runs[0]?.[0]?.seq, runs.at(-1)?.at(-1)?.seq];
  if (from === undefined || to === undefined) return [];
  const stored = new Map(
    (await blocksBetween(db, object, { from, to })).map((block) => [block.first, block]),
  );
  const faults: Fault[] = [];
  for (const run of runs) {
    const shardBlock = blockOf(run);
    const dbBlock = stored.get(shardBlock.first);
    stored.delete(shardBlock.first);
    if (!dbBlock) {
      lost(shardBlock.first);
      faults.push({
        kind: 'row_missing',
        ...positionOf(entries, run[0]),
        detail: message('self_check.row_missing'),
      });
    } else if (!isRewriting(sql, shardBlock.first, shardBlock.first))
      faults.push(
        ...faultsOf(entries, { run, shardBlock, dbBlock, filed: filedBlock(sql, shardBlock.first) }),
      );
  }
  for (const { first } of stored.values())
    faults.push({ kind: 'row_extra', license: '', index: first, detail: message('self_check.row_extra') });
  return [...faults, ...(await noteFaults(db, object, runs.flat()))];
}

interface Compared {
  run: LogLine[];
  shardBlock: Block;
  dbBlock: BlockRow;
  filed: StoredBlock | null;
}

function faultsOf(entries: EntryLog, { run, shardBlock, dbBlock, filed }: Compared): Fault[] {
  const expected = filed ?? shardBlock;
  const isLike =
    (['last', 'firstAt', 'lastAt', 'sha256'] as const).every((name) => dbBlock[name] === expected[name]) &&
    dbBlock.offsets === offsetsText(dbBlock.body);
  const lines = dbBlock.body === null ? null : linesOfBody(dbBlock.body);
  const hasBody = filed
    ? lines === null || sha256OfLines(lines) === filed.sha256
    : lines !== null && sha256OfLines(lines) === shardBlock.sha256;
  if (hasBody && isLike) return [];
  // The shard has no lines of a block in R2, so it cannot tell which of them differs.
  const changed = filed || hasBody ? [] : run.filter(({ line }, at) => line !== (lines?.[at] ?? ''));
  if (changed.length > 0 && lines)
    return changed.flatMap(
      (line) => lineFault(entries, line, lines[line.seq - shardBlock.first] ?? '') ?? [],
    );
  const parts = { list: hasBody ? ['columns'] : ['body'], joint: 'comma' as const };
  return [
    {
      kind: 'row_changed',
      ...positionOf(entries, run[0]),
      detail: message('self_check.row_changed', { parts }),
    },
  ];
}

/**
 * `dbLine`: line in the database, '' if there is none. Null: the shard's own text is lost, which is reported
 * separately.
 */
function lineFault(entries: EntryLog, line: LogLine, dbLine: string): Fault | null {
  const position = positionOf(entries, line);
  if (line.line === '')
    return line.side?.deleted
      ? { kind: 'row_extra', ...position, detail: message('self_check.row_extra') }
      : null;
  if (dbLine === '') return { kind: 'row_missing', ...position, detail: message('self_check.row_missing') };
  const parts = { list: ['body'], joint: 'comma' as const };
  return { kind: 'row_changed', ...position, detail: message('self_check.row_changed', { parts }) };
}

function positionOf(entries: EntryLog, line: LogLine | undefined): Pick<Fault, 'license' | 'index'> {
  if (!line) return { license: '', index: null };
  return positionInText(line) ?? positionOfLeaf(entries, line.seq);
}

/** Faults of the notes in their own table. */
async function noteFaults(db: D1Database, object: string, lines: readonly LogLine[]): Promise<Fault[]> {
  const unlike = await notesUnlike(db, object, lines);
  return unlike.map(({ license, index, isThere }) => ({
    kind: isThere ? 'row_changed' : 'row_missing',
    license,
    index,
    detail: isThere
      ? message('self_check.row_changed', { parts: { list: ['body'], joint: 'comma' } })
      : message('self_check.row_missing'),
  }));
}
