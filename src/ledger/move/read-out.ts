/** What an object has of a partner's licenses, in the form in which it is sent to another object. */
import { MOVE_BYTES_MAX, MOVE_ROWS_MAX } from '../limits.ts';
import { headOfLine, type Side } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import type { HeldItem } from '../log/holdings-page.ts';
import { tilesAfter } from '../log/tile-store.ts';
import { decodeLeafRecords, encodeLeafRecords } from '../log/tree-state.ts';
import { rootOf } from '../merkle.ts';
import type { Inventory, MovedLine, MovedTile, MovedTree } from './types.ts';

/** Packs that are read for one chunk: some have nothing of the partner. */
const RUNS_PER_CHUNK = 50;

/** Some entries of the licenses after a sequence, in order, and the last sequence that was read; null: there are no more. */
export function linesAfter(
  log: EntryLog,
  licenses: ReadonlySet<string>,
  after: number,
): { lines: MovedLine[]; last: number | null } {
  const lines: MovedLine[] = [];
  let [bytes, runs, last] = [0, 0, after];
  for (const run of log.lines.runsAfter(after)) {
    for (const { seq, line, side } of run) {
      last = seq;
      if (line === '') continue;
      const { license, index } = headOfLine(line);
      if (!licenses.has(license)) continue;
      lines.push({ license, index, line, side: side && withoutNumber(side) });
      bytes += line.length;
      if (bytes > MOVE_BYTES_MAX || lines.length === MOVE_ROWS_MAX) return { lines, last };
    }
    if (++runs === RUNS_PER_CHUNK) return { lines, last };
  }
  return { lines, last: last > after ? last : null };
}

/** Items have other numbers in another object. */
function withoutNumber({ n: _n, ...side }: Side): Side {
  return side;
}

/** Sequences of the licenses' entries from `seq` backwards, and where to continue; 0: there are no more. */
export function sequencesBefore(
  log: EntryLog,
  licenses: ReadonlySet<string>,
  seq: number,
): { seqs: number[]; next: number } {
  const seqs: number[] = [];
  let next = seq;
  for (let runs = 0; runs < RUNS_PER_CHUNK && next > 0 && seqs.length < MOVE_ROWS_MAX; runs++) {
    const run = log.lines.runOf(next);
    for (const { seq: one, line } of run)
      if (one <= next && line !== '' && licenses.has(headOfLine(line).license)) seqs.push(one);
    next = (run[0]?.seq ?? 1) - 1;
  }
  return { seqs, next };
}

/** Some tiles of a tree after the given one, in order. */
export function tilesOf(sql: SqlStorage, tree: string, after: { level: number; n: number }): MovedTile[] {
  const tiles: MovedTile[] = [];
  let bytes = 0;
  for (const { places, ...tile } of tilesAfter(sql, tree, after)) {
    tiles.push({ ...tile, places: places && withoutSequences(places) });
    bytes += tile.hashes.length + (places?.length ?? 0);
    if (bytes > MOVE_BYTES_MAX) break;
  }
  return tiles;
}

export function treeOf(log: EntryLog, tree: string): MovedTree {
  const { places, ...row } = log.trees.row(tree);
  return { ...row, places: withoutSequences(places) };
}

/** Entries have other sequences in another object. */
function withoutSequences(places: Uint8Array): Uint8Array {
  return encodeLeafRecords(decodeLeafRecords(places).map((record) => ({ ...record, seq: 0 })));
}

export function itemsOf(log: EntryLog, license: string, part: number): HeldItem[] {
  return [...log.holdings.itemsOf(license, part)].map(([item, { units, grants }]) => ({
    item,
    units: [...units],
    grants: [...grants],
  }));
}

export function inventoryOf(log: EntryLog, licenses: string[]): Inventory {
  let [units, grants, used] = [0, 0, 0];
  for (const license of licenses) {
    for (const [, held] of log.holdings.items(license)) {
      units += held.units.size;
      grants += held.grants.size;
    }
    for (const one of log.trees.used(license).values()) used += one;
  }
  const trees = licenses.map((license) => {
    const head = log.head(license);
    return { license, size: head.size, root: Buffer.from(rootOf(head)).toString('hex') };
  });
  return { trees, units, grants, used };
}
