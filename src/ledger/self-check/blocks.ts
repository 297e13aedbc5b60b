/** Compares blocks of the database with the shard's own entries, 256 at a time. */
import { blockOf, linesOfBody, type StoredBlock, sha256OfLines } from '../blocks/block.ts';
import { type BlockRow, blocksBetween, notesUnlike, offsetsText } from '../blocks/store.ts';
import type { LogLine } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { filedBlock, isRewriting } from '../object-store/filed.ts';
import { message } from '../templates.ts';
import type { Fault } from './types.ts';
import { type Position, positionOf } from './walk.ts';

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
    const first = run[0]?.seq ?? 0;
    const dbBlock = stored.get(first);
    stored.delete(first);
    if (!dbBlock) {
      lost(first);
      faults.push(rowFault('row_missing', positionOf(entries, run[0])));
    } else if (!isRewriting(sql, first, first))
      faults.push(...faultsOf(entries, run, dbBlock, filedBlock(sql, first)));
  }
  for (const first of stored.keys()) faults.push(rowFault('row_extra', { license: '', index: first }));
  return [...faults, ...(await noteFaults(db, object, runs.flat()))];
}

/** `filed`: the block, if it is in R2. Then the shard has no lines of it. */
function faultsOf(
  entries: EntryLog,
  run: readonly LogLine[],
  dbBlock: BlockRow,
  filed: StoredBlock | null,
): Fault[] {
  const expected = filed ?? blockOf(run);
  const isLike =
    (['last', 'firstAt', 'lastAt', 'sha256'] as const).every((name) => dbBlock[name] === expected[name]) &&
    dbBlock.offsets === offsetsText(dbBlock.body);
  const lines = dbBlock.body === null ? null : linesOfBody(dbBlock.body);
  const hasBody = lines ? sha256OfLines(lines) === expected.sha256 : filed !== null;
  if (hasBody && isLike) return [];
  const dbLineOf = ({ seq }: LogLine) => lines?.[seq - expected.first] ?? '';
  const changed = filed || hasBody || !lines ? [] : run.filter((line) => line.line !== dbLineOf(line));
  return changed.length > 0
    ? changed.flatMap((line) => lineFault(entries, line, dbLineOf(line)) ?? [])
    : [rowChanged(hasBody ? 'columns' : 'body', positionOf(entries, run[0]))];
}

/**
 * `dbLine`: line in the database, '' if there is none. Null: the shard's own text is lost, which is reported
 * separately.
 */
function lineFault(entries: EntryLog, line: LogLine, dbLine: string): Fault | null {
  const position = positionOf(entries, line);
  if (line.line === '') return line.side?.deleted ? rowFault('row_extra', position) : null;
  return dbLine === '' ? rowFault('row_missing', position) : rowChanged('body', position);
}

export const rowFault = (kind: 'row_missing' | 'row_extra' | 'log_unknown', position: Position): Fault => ({
  ...{ kind, ...position },
  detail: message(`self_check.${kind}`),
});

const rowChanged = (part: 'body' | 'columns', position: Position): Fault => ({
  ...{ kind: 'row_changed', ...position },
  detail: message('self_check.row_changed', { parts: { list: [part], joint: 'comma' } }),
});

/** Faults of the notes in their own table. */
async function noteFaults(db: D1Database, object: string, lines: readonly LogLine[]): Promise<Fault[]> {
  const unlike = await notesUnlike(db, object, lines);
  return unlike.map(({ isThere, ...position }) =>
    isThere ? rowChanged('body', position) : rowFault('row_missing', position),
  );
}
