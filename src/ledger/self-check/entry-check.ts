/**
 * Compares a shard's entries with its trees, its bill and the database's blocks, and finds extra blocks
 * there.
 */
import type { Env } from '../../platform/env.ts';
import { inSteps } from '../../platform/event-loop.ts';
import { blocksAfter, drainCursor } from '../blocks/store.ts';
import { CHECK_BYTES_MAX, CHECK_EXTRA_MAX, CHECK_ROWS_MAX } from '../limits.ts';
import type { LogLine } from '../log/entries.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { checkpointedLogs, readPublished } from '../object-store/checkpoints.ts';
import { filedWith, markRewritten } from '../object-store/filed.ts';
import { readMeta } from '../object-store/meta.ts';
import { readWalkPosition, type WalkPart } from '../object-store/walk-positions.ts';
import { blockFaults, rowFault } from './blocks.ts';
import { checkpointSlice } from './checkpoints.ts';
import { partSlice } from './parts.ts';
import { segmentSlice } from './segments.ts';
import { type Checked, SelfCheck } from './self-check.ts';
import { treeSlice } from './trees.ts';
import type { Fault, Slice } from './types.ts';
import { entryFaults, missingText } from './walk.ts';

interface Deps extends Pick<ObjectDeps, 'sql' | 'entries' | 'object' | 'transaction' | 'now'> {
  env: Env;
  /** See `Archiver`. */
  linesOf(first: number, last: number): Promise<string[]>;
  /**
   * Whether a license is only partly here, because its partner arrives or has left. Null: the object has no
   * licenses, and bills nothing.
   */
  isInTransit: ((license: string) => boolean) | null;
}

/** Entries compared between two yields: about five milliseconds. */
const STEP = 64;
const SLICE = { count: CHECK_ROWS_MAX, bytes: CHECK_BYTES_MAX };

/** Self-check of an object with a log of entries. */
export const entrySelfCheck = (deps: Deps): SelfCheck =>
  new SelfCheck({ ...deps, db: deps.env.DB }, new EntryCheck(deps));

class EntryCheck implements Checked {
  readonly #deps: Deps;
  readonly slices: Checked['slices'];

  constructor(deps: Deps) {
    this.#deps = deps;
    const { sql, env, entries } = deps;
    const hasBill = deps.isInTransit !== null;
    const isInTransit = (license: string) => this.#isInTransit(license);
    this.slices = [
      ['entries', () => this.#entries()],
      ['trees', () => treeSlice({ sql, entries, hasBill, isInTransit })],
      ['parts', () => partSlice(deps)],
      [
        'logs',
        () =>
          checkpointSlice({
            sql,
            env,
            trees: entries.trees,
            logsFrom: (log, limit) => logsFrom(deps, log, limit),
            published: (license) => readPublished(sql, license),
          }),
      ],
      ['segments', () => segmentSlice({ sql, db: env.DB, object: deps.object, linesOf: deps.linesOf })],
      ['extra', () => this.#extraBlocks()],
    ];
  }

  async recent(): Promise<{ faults: Fault[]; checked: number } | null> {
    const { sql, entries } = this.#deps;
    const runs = this.#runs(readMeta(sql, 'checked'), readMeta(sql, 'drained'));
    const last = runs.at(-1)?.at(-1);
    if (!last) return null;
    // An open block is compared again once it is full.
    return { faults: await this.#compare(runs), checked: Math.min(last.seq, entries.lines.packedTo) };
  }

  async #entries(): Promise<Slice | null> {
    const { sql } = this.#deps;
    const after = (readWalkPosition(sql, 'entries')?.rest as number | undefined) ?? 0;
    const runs = this.#runs(after, this.#deps.entries.lastSeq);
    const last = runs.at(-1)?.at(-1);
    return last ? { faults: await this.#compare(runs), position: { name: '', rest: last.seq } } : null;
  }

  /** Whole packs, as many as a slice has, including those whose texts are elsewhere. */
  #runs(after: number, last: number): LogLine[][] {
    const { entries } = this.#deps;
    const runs: LogLine[][] = [];
    let [count, bytes] = [0, 0];
    for (const run of entries.lines.runs(after + 1, last)) {
      runs.push(run);
      count += run.length;
      bytes += run.reduce((sum, { line }) => sum + line.length, 0);
      if (count >= SLICE.count || bytes >= SLICE.bytes) break;
    }
    return runs;
  }

  /** Compares entries with the shard's trees and holdings, and with their blocks in the database. */
  async #compare(runs: LogLine[][]): Promise<Fault[]> {
    const { sql, env, object, entries } = this.#deps;
    const lines = runs.flat();
    const [first, last] = [lines[0]?.seq ?? 0, lines.at(-1)?.seq ?? 0];
    const ownFaults: Fault[] = [];
    await inSteps(lines, STEP, (line) => {
      if (line.line !== '' || !filedWith(sql, line.seq)) ownFaults.push(...entryFaults(entries, line));
    });
    const unsound = entries.lines.unsoundPack(first, last);
    if (unsound !== null) ownFaults.push(missingText(entries, unsound));
    const drained = readMeta(sql, 'drained');
    // A partner in migration has only part of its entries here, and may arrive before D1 answers.
    const onTheWay = new Set([...entries.trees.sizes().keys()].filter((tree) => this.#isInTransit(tree)));
    const lost: number[] = [];
    const deps = { sql, entries, db: env.DB, object };
    const drainedRuns = runs.filter((run) => (run.at(-1)?.seq ?? 0) <= drained);
    const faults = await blockFaults(deps, drainedRuns, (first) => lost.push(first));
    // A restored database lacks blocks that the drain will write again; they were not removed.
    if (lost.length > 0 && (await drainCursor(env.DB, object)) < drained)
      throw new Error('D1 went back: it is drained to again before it is checked');
    for (const first of lost) markRewritten(sql, first, false);
    return [...ownFaults, ...faults].filter(({ license }) => !onTheWay.has(license));
  }

  /**
   * Logs of partners in migration are checked where they have arrived. Archived parts and D1 are always
   * checked.
   */
  isReported({ license }: Fault, part: WalkPart): boolean {
    return part === 'parts' || part === 'segments' || !this.#isInTransit(license);
  }

  #isInTransit(license: string): boolean {
    return this.#deps.isInTransit?.(license) ?? false;
  }

  /** Blocks after the newest entry. Null: this walk has looked for them. */
  async #extraBlocks(): Promise<Slice | null> {
    const { sql, env, object, entries } = this.#deps;
    if (readWalkPosition(sql, 'extra')) return null;
    const kind = entries.lastSeq === 0 ? 'log_unknown' : 'row_extra';
    const extra = await blocksAfter(env.DB, object, { after: entries.lastSeq, limit: CHECK_EXTRA_MAX });
    // Entries may have been written meanwhile.
    const faults = extra
      .filter((first) => first > entries.lastSeq)
      .map((first) => rowFault(kind, { license: '', index: first }));
    return { faults, position: { name: '', rest: true } };
  }
}

/** Names of logs from the given one on, which may have checkpoints. */
function logsFrom({ sql, entries }: Pick<Deps, 'sql' | 'entries'>, log: string, limit: number): string[] {
  const logs = new Set([...entries.trees.sizes().keys(), ...checkpointedLogs(sql)]);
  return [...logs]
    .filter((name) => name >= log)
    .sort()
    .slice(0, limit + 1);
}
