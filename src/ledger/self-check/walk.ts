/** What one run of the self-check makes of the object's own entries: the part of it that needs no D1. */

import { firstIndex } from '../object-store/archived.ts';
import { type CheckedRow, FAR, nodeAt, sizesOf, type WalkPlace } from '../object-store/check.ts';
import { message } from '../templates.ts';
import type { Bill } from './bill.ts';
import { faultOfEntry } from './tree.ts';
import type { Fault, OwnEntry, Range } from './types.ts';

/** As many rows as fit; `next` is the first that does not. */
export function take<Row extends { body: string }>(
  rows: Iterable<Row>,
  { count, bytes }: { count: number; bytes: number },
): { rows: Row[]; next: Row | null } {
  const taken: Row[] = [];
  let size = 0;
  for (const row of rows) {
    size += row.body.length;
    if (taken.length === count || (taken.length > 0 && size > bytes)) return { rows: taken, next: row };
    taken.push(row);
  }
  return { rows: taken, next: null };
}

export function ownFault(sql: SqlStorage, { license, idx, body, hashes }: CheckedRow): Fault | null {
  const entry = { license, index: idx, body, hashes: new Uint8Array(hashes) };
  return faultOfEntry(entry, (lastLeaf, level) => nodeAt(sql, license, lastLeaf, level));
}

export function ownEntry({ license, idx, body, hashes }: CheckedRow): OwnEntry {
  return { license, index: idx, body, leaf: new Uint8Array(hashes).subarray(0, 32) };
}

/** The rows' places in as few ranges as they make. */
export function rangesOf(rows: CheckedRow[]): Range[] {
  const ranges: Range[] = [];
  const inOrder = rows.toSorted((a, b) =>
    a.license === b.license ? a.idx - b.idx : a.license < b.license ? -1 : 1,
  );
  for (const { license, idx } of inOrder) {
    const last = ranges.at(-1);
    if (last?.license === license && last.last + 1 === idx) last.last = idx;
    else ranges.push({ license, first: idx, last: idx });
  }
  return ranges;
}

export interface Step {
  faults: Fault[];
  /** What to look for in D1. */
  ranges: Range[];
  /** Licenses whose last entry has been reached. */
  ended: string[];
  place: WalkPlace;
}

/**
 * The walk from `place` over `rows`, in the order of licenses and indexes. Everything is read in one go, so that what is said
 * of a license's whole log is true of one moment.
 */
export function step(
  sql: SqlStorage,
  place: WalkPlace,
  rows: CheckedRow[],
  next: CheckedRow | null,
  bill: Bill | null,
): Step {
  const found: Step = { faults: [], ranges: [], ended: [], place: { ...place, units: { ...place.units } } };
  for (const row of rows) {
    if (row.license !== found.place.license) begin(sql, found, row.license, bill);
    const { index } = found.place;
    if (row.idx !== index + 1)
      found.faults.push({
        kind: 'entry_missing',
        license: row.license,
        index: index + 1,
        detail: message('self_check.entries_missing', { index: row.idx }),
      });
    const fault = ownFault(sql, row);
    if (fault) found.faults.push(fault);
    found.faults.push(...(bill?.add(found.place.units, row) ?? []));
    found.place.index = row.idx;
    const range = found.ranges.at(-1);
    if (range?.license === row.license) range.last = row.idx;
    else found.ranges.push({ license: row.license, first: index + 1, last: row.idx });
  }
  if (next?.license !== found.place.license) end(sql, found, bill);
  return found;
}

function begin(sql: SqlStorage, found: Step, license: string, bill: Bill | null): void {
  end(sql, found, bill);
  const first = firstIndex(sql, license);
  found.place = { license, index: first - 1, units: {} };
  // Rows of the archive may have been put back; whoever did that has checked them.
  if (first > 0) found.ranges.push({ license, first: -FAR, last: -1 });
  found.ranges.push({ license, first: first > 0 ? first : -FAR, last: first - 1 });
}

function end(sql: SqlStorage, found: Step, bill: Bill | null): void {
  const { license, index, units } = found.place;
  if (license === '' || index === FAR) return;
  const range = found.ranges.at(-1);
  if (range?.license === license) range.last = FAR;
  found.ended.push(license);
  const { told, counted } = sizesOf(sql, license);
  if (told !== counted) {
    const detail = message('self_check.tree_size', { told, counted });
    found.faults.push({ kind: 'tree_changed', license, index: null, detail });
  }
  // It has left while the walk was in it, and is checked where it is now. Were it taken away, D1 would have its rows still.
  if (told === 0 && counted === 0) {
    found.place = { license, index: FAR, units: {} };
    return;
  }
  found.faults.push(...(bill?.faultsOf(license, units) ?? []));
  found.place = { license, index: FAR, units: {} };
}
