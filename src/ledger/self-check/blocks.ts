/** Blocks of the database against the shard's own entries: one comparison for 256 of them. */
import { type Block, blockOf, linesOfBody, type StoredBlock, sha256OfLines } from '../blocks/block.ts';
import { blocksBetween, notesUnlike } from '../blocks/store.ts';
import type { LogLine } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { filedBlock, isRewriting } from '../object-store/filed.ts';
import { message } from '../templates.ts';
import type { Fault } from './types.ts';
import { ownEntry } from './walk.ts';

export interface BlockDeps {
  sql: SqlStorage;
  entries: EntryLog;
  db: D1Database;
  /** Pool name of the shard. */
  object: string;
}

/**
 * What the database has otherwise than the shard, of whole packs that it has drained; also blocks that the shard never wrote. `lost` is told of
 * each block that is not there, by its first entry.
 */
export async function blockFaults(
  { sql, entries, db, object }: BlockDeps,
  runs: readonly LogLine[][],
  lost: (first: number) => void = () => {},
): Promise<Fault[]> {
  const [from, to] = [runs[0]?.[0]?.seq, runs.at(-1)?.at(-1)?.seq];
  if (from === undefined || to === undefined) return [];
  const stored = new Map((await blocksBetween(db, object, { from, to })).map((one) => [one.first, one]));
  const faults: Fault[] = [];
  for (const run of runs) {
    const own = blockOf(run);
    const there = stored.get(own.first);
    stored.delete(own.first);
    if (!there) {
      lost(own.first);
      faults.push({
        kind: 'row_missing',
        ...placeOf(entries, run[0]),
        detail: message('self_check.row_missing'),
      });
    } else if (!isRewriting(sql, own.first, own.first))
      faults.push(...faultsOf(entries, { run, own, there, filed: filedBlock(sql, own.first) }));
  }
  for (const { first } of stored.values())
    faults.push({ kind: 'row_extra', license: '', index: first, detail: message('self_check.row_extra') });
  return [...faults, ...(await noteFaults(db, object, runs.flat()))];
}

interface Compared {
  run: LogLine[];
  own: Block;
  there: StoredBlock;
  filed: StoredBlock | null;
}

function faultsOf(entries: EntryLog, { run, own, there, filed }: Compared): Fault[] {
  const expected = filed ?? own;
  const columns = (['last', 'firstAt', 'lastAt', 'sha256'] as const).filter(
    (name) => there[name] !== expected[name],
  );
  const lines = there.body === null ? null : linesOfBody(there.body);
  const hasBody = filed
    ? lines === null || sha256OfLines(lines) === filed.sha256
    : lines !== null && sha256OfLines(lines) === own.sha256;
  if (hasBody && columns.length === 0) return [];
  // Of a block in R2 the shard has no lines to say which of them it is.
  const changed = filed || hasBody ? [] : run.filter(({ line }, at) => line !== (lines?.[at] ?? ''));
  if (changed.length > 0 && lines)
    return changed.flatMap((line) => lineFault(entries, line, lines[line.seq - own.first] ?? '') ?? []);
  const parts = { list: hasBody ? ['columns'] : ['body'], joint: 'comma' as const };
  return [
    {
      kind: 'row_changed',
      ...placeOf(entries, run[0]),
      detail: message('self_check.row_changed', { parts }),
    },
  ];
}

/** `there`: what the database has in its place, '' for nothing. Null: the shard's own text is lost, which is told by itself. */
function lineFault(entries: EntryLog, line: LogLine, there: string): Fault | null {
  const place = placeOf(entries, line);
  if (line.line === '')
    return line.side?.deleted
      ? { kind: 'row_extra', ...place, detail: message('self_check.row_extra') }
      : null;
  if (there === '') return { kind: 'row_missing', ...place, detail: message('self_check.row_missing') };
  const parts = { list: ['body'], joint: 'comma' as const };
  return { kind: 'row_changed', ...place, detail: message('self_check.row_changed', { parts }) };
}

function placeOf(entries: EntryLog, line: LogLine | undefined): Pick<Fault, 'license' | 'index'> {
  const own = line && ownEntry(line);
  if (own) return { license: own.license, index: own.index };
  const place = line && entries.trees.findLeaf(line.seq);
  return { license: place?.tree ?? '', index: place?.index ?? null };
}

/** Notes stand in a table of their own, too. */
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
