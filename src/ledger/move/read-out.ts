/** What a partner's licenses have in the log of an object, read out for the object that they go to. */
import { MOVE_BYTES_MAX, MOVE_ROWS_MAX } from '../limits.ts';
import { headOfLine, type Side } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import type { HeldItem } from '../log/holdings.ts';
import { storedAsOf } from '../log/page-store.ts';
import { tilesAfter } from '../log/tile-store.ts';
import { decodePlaces, encodePlaces } from '../log/tree-state.ts';
import { rootOf } from '../merkle.ts';
import type { Inventory, MovedLine, MovedTile, MovedTree } from './types.ts';

/** Packs that are looked through at once: some have nothing of the partner. */
const RUNS_AT_ONCE = 50;

/** Entries of the licenses after a sequence, in order, and the last sequence that was looked at; null: there are no more. */
export function linesAfter(
  log: EntryLog,
  licenses: ReadonlySet<string>,
  after: number,
): { lines: MovedLine[]; last: number | null } {
  const lines: MovedLine[] = [];
  let [bytes, runs, last] = [0, 0, after];
  for (const run of log.runs(after)) {
    for (const { seq, line, side } of run) {
      last = seq;
      if (line === '') continue;
      const { license, index } = headOfLine(line);
      if (!licenses.has(license)) continue;
      lines.push({ license, index, line, side: side && withoutNumber(side) });
      bytes += line.length;
      if (bytes > MOVE_BYTES_MAX || lines.length === MOVE_ROWS_MAX) return { lines, last };
    }
    if (++runs === RUNS_AT_ONCE) return { lines, last };
  }
  return { lines, last: last > after ? last : null };
}

/** Items have other numbers in another object. */
function withoutNumber({ n: _n, ...side }: Side): Side {
  return side;
}

/** Sequences of the licenses' entries from a pack backwards, and where the next look begins; 0: all have been looked at. */
export function sequencesBefore(
  log: EntryLog,
  licenses: ReadonlySet<string>,
  seq: number,
): { seqs: Set<number>; next: number } {
  const seqs = new Set<number>();
  let next = seq;
  for (let runs = 0; runs < RUNS_AT_ONCE && next > 0 && seqs.size < MOVE_ROWS_MAX; runs++) {
    const run = log.runOf(next);
    for (const { seq: one, line } of run)
      if (one <= next && line !== '' && licenses.has(headOfLine(line).license)) seqs.add(one);
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
  const { asOf: _asOf, places, ...row } = log.treeRow(tree);
  return { ...row, places: withoutSequences(places) };
}

function withoutSequences(places: Uint8Array): Uint8Array {
  const own = places.slice();
  return encodePlaces(decodePlaces(own.buffer as ArrayBuffer).map((place) => ({ ...place, seq: 0 })));
}

/** Pages of what a license holds, by number, after the given one: those that are newer than an entry. */
export function pagesAfter(
  sql: SqlStorage,
  log: EntryLog,
  license: string,
  { part, seq }: { part: number; seq: number },
): number[] {
  const dirty = log.dirtyParts(license);
  return log
    .partsAfter(license, part)
    .filter((one) => dirty.includes(one) || storedAsOf(sql, license, one) > seq);
}

export function itemsOf(log: EntryLog, license: string, part: number): HeldItem[] {
  return [...log.page(license, part).items()].map(([item, { units, grants }]) => ({
    item,
    units: [...units],
    grants: [...grants],
  }));
}

export function inventoryOf(log: EntryLog, licenses: string[]): Inventory {
  let [units, grants, used] = [0, 0, 0];
  for (const license of licenses) {
    for (const [, held] of log.heldBy(license)) {
      units += held.units.size;
      grants += held.grants.size;
    }
    for (const one of log.allUsed(license).values()) used += one;
  }
  const trees = licenses.map((license) => {
    const head = log.head(license);
    return { license, size: head.size, root: Buffer.from(rootOf(head)).toString('hex') };
  });
  return { trees, units, grants, used };
}
