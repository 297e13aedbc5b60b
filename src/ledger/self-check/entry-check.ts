/**
 * The self-check of an object with entries: compares them with its trees, its bill and the database's blocks,
 * its files in R2, its checkpoints, and the index, and finds extra blocks.
 */
import type { Env } from '../../platform/env.ts';
import { damageOf, manifestKey, readPart } from '../archive/part.ts';
import { storedPart } from '../archive/store.ts';
import { blocksAfter, drainCursor } from '../blocks/store.ts';
import { CHECK_BYTES_MAX, CHECK_EXTRA_MAX, CHECK_ROWS_MAX } from '../limits.ts';
import type { LogLine } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { checkpointedLogs, readPublished } from '../object-store/checkpoints.ts';
import { filedAfter, filedWith, isRewriting, markRewritten } from '../object-store/filed.ts';
import { raiseMeta, readMeta } from '../object-store/meta.ts';
import { readWalkPosition, type WalkPart } from '../object-store/walk-positions.ts';
import { message } from '../templates.ts';
import { blockFaults } from './blocks.ts';
import { checkpointSlice } from './checkpoints.ts';
import { raiseFaults } from './raise.ts';
import { segmentSlice } from './segments.ts';
import { SelfCheck } from './self-check.ts';
import { treeSlice } from './trees.ts';
import type { Fault, Slice } from './types.ts';
import { entryFaults } from './walk.ts';

interface Deps {
  sql: SqlStorage;
  entries: EntryLog;
  env: Env;
  /** Pool name of the object. */
  object: string;
  /** Whether the object bills. */
  hasBill: boolean;
  /** Whether a license is only partly here, because its partner arrives or has left. */
  isInTransit(license: string): boolean;
  /** See `Archiver`. */
  linesOf(first: number, last: number): Promise<string[]>;
  transaction(body: () => void): void;
  /** Milliseconds, UTC. */
  now(): number;
}

export function entrySelfCheck(deps: Deps): SelfCheck {
  const { sql, env, entries, object, isInTransit, linesOf, now } = deps;
  /**
   * Logs of partners in migration are checked where they have arrived. Archived parts and D1 are always
   * checked.
   */
  const raise = (faults: Fault[], part: WalkPart): Promise<void> => {
    const stays = part === 'parts' || part === 'segments';
    const reported = stays ? faults : faults.filter(({ license }) => !isInTransit(license));
    return raiseFaults(env.DB, { faults: reported, object, nowMs: now() });
  };
  const checkpoints = {
    ...{ sql, env, trees: entries.trees },
    logsFrom: (log: string, limit: number) => logsFrom(deps, log, limit),
    published: (license: string) => readPublished(sql, license),
  };
  return new SelfCheck(
    { ...deps, db: env.DB },
    {
      recent: async () => {
        const slice = await entrySlice(deps, readMeta(sql, 'checked'), readMeta(sql, 'drained'));
        if (!slice) return;
        await raise(slice.faults, 'entries');
        // An open block is compared again once it is full.
        raiseMeta(sql, 'checked', Math.min(slice.position.rest as number, entries.lines.packedTo));
      },
      slices: [
        ['entries', () => entrySlice(deps, restOf(sql, 'entries'), entries.lastSeq)],
        ['trees', () => treeSlice(deps)],
        ['parts', () => partSlice(deps)],
        ['logs', () => checkpointSlice(checkpoints)],
        ['segments', () => segmentSlice({ sql, db: env.DB, object, linesOf })],
        ['blocks', () => extraBlocks(deps)],
      ],
      raise,
    },
  );
}

const restOf = (sql: SqlStorage, part: WalkPart): number =>
  (readWalkPosition(sql, part)?.rest as number | undefined) ?? 0;

/**
 * Compares entries after a sequence, up to another, with the shard's trees and holdings, and with their blocks
 * in the database.
 */
async function entrySlice(deps: Deps, after: number, last: number): Promise<Slice | null> {
  const { sql, env, object, entries, isInTransit } = deps;
  const runs = runsAfter(entries, after, last);
  const lines = runs.flat();
  const [first, end] = [lines[0]?.seq, lines.at(-1)?.seq];
  if (first === undefined || end === undefined) return null;
  const faults = lines.flatMap((line) => ownFaults(deps, line));
  const unsound = entries.lines.unsoundPack(first, end);
  if (unsound !== null) faults.push(missing(entries, unsound));
  const drained = readMeta(sql, 'drained');
  // A partner in migration has only part of its entries here, and may arrive before D1 answers.
  const onTheWay = new Set([...entries.trees.sizes().keys()].filter(isInTransit));
  const lost: number[] = [];
  const drainedRuns = runs.filter((run) => (run.at(-1)?.seq ?? 0) <= drained);
  faults.push(
    ...(await blockFaults({ sql, entries, db: env.DB, object }, drainedRuns, (block) => lost.push(block))),
  );
  // A restored database lacks blocks that the drain will write again; they were not removed.
  if (lost.length > 0 && (await drainCursor(env.DB, object)) < drained)
    throw new Error('D1 went back: it is drained to again before it is checked');
  for (const block of lost) markRewritten(sql, block);
  return {
    faults: faults.filter(({ license }) => !onTheWay.has(license)),
    position: { name: '', rest: end },
  };
}

/** Whole packs, as many as a slice has, including those whose texts are elsewhere. */
function runsAfter(entries: EntryLog, after: number, last: number): LogLine[][] {
  const runs: LogLine[][] = [];
  let [count, bytes] = [0, 0];
  for (let next = after + 1; next <= last && count < CHECK_ROWS_MAX && bytes < CHECK_BYTES_MAX; ) {
    const run = entries.lines.runOf(next);
    const end = run.at(-1)?.seq;
    if (end === undefined || end < next) break;
    runs.push(run);
    count += run.length;
    bytes += run.reduce((sum, { line }) => sum + line.length, 0);
    next = end + 1;
  }
  return runs;
}

function ownFaults({ sql, entries }: Deps, line: LogLine): Fault[] {
  if (line.line !== '') return entryFaults(entries, line);
  return filedWith(sql, line.seq) ? [] : [missing(entries, line.seq)];
}

/** An entry without text that is not in the archive. */
function missing(entries: EntryLog, seq: number): Fault {
  const leaf = entries.trees.findLeaf(seq);
  return {
    kind: 'entry_missing',
    license: leaf?.tree ?? '',
    index: leaf?.index ?? null,
    detail: message('self_check.entries_missing', { index: (leaf?.index ?? 0) + 1 }),
  };
}

/** Checks the next file in R2 against its manifest, and that against the copies in D1 and R2. */
async function partSlice({ sql, entries, env, object }: Deps): Promise<Slice | null> {
  const part = filedAfter(sql, restOf(sql, 'parts'));
  if (!part) return null;
  const { file } = part;
  const manifest = JSON.stringify(part);
  const isKnown =
    isRewriting(sql, part.part, part.lastSeq) ||
    (await storedPart(env.DB, object, part.part))?.manifest === manifest;
  // The archiver writes the part again, with its blocks.
  if (!isKnown) markRewritten(sql, part.part);
  const isBeside = (await (await env.BUCKET.get(manifestKey(part)))?.text()) === manifest;
  const stores = [...(isKnown ? [] : ['D1']), ...(isBeside ? [] : ['R2'])];
  const read = await readPart(env.BUCKET, part, (license, index) => entries.trees.leaf(license, index));
  const details = [
    ...(stores.length > 0 ? [message('self_check.manifest', { file, stores: { list: stores } })] : []),
    ...(read.ok ? [] : [read.detail]),
  ];
  return {
    faults: details.map((detail) => damageOf(part, detail)),
    position: { name: file, rest: part.part },
  };
}

/** Blocks after the newest entry, once a walk. */
async function extraBlocks({ sql, env, object, entries }: Deps): Promise<Slice | null> {
  if (readWalkPosition(sql, 'blocks')) return null;
  const isEmpty = entries.lastSeq === 0;
  const extra = await blocksAfter(env.DB, object, { after: entries.lastSeq, limit: CHECK_EXTRA_MAX });
  const faults = extra
    // Entries may have been written meanwhile.
    .filter((first) => first > entries.lastSeq)
    .map(
      (first): Fault => ({
        kind: isEmpty ? 'log_unknown' : 'row_extra',
        license: '',
        index: first,
        detail: message(isEmpty ? 'self_check.log_unknown' : 'self_check.row_extra'),
      }),
    );
  return { faults, position: { name: '', rest: null } };
}

/** Names of logs from the given one on, which may have checkpoints. */
function logsFrom({ sql, entries }: Deps, log: string, limit: number): string[] {
  const logs = new Set([...entries.trees.sizes().keys(), ...checkpointedLogs(sql)]);
  return [...logs]
    .filter((name) => name >= log)
    .sort()
    .slice(0, limit + 1);
}
