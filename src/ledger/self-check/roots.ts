/** In the object that keeps the agency log: the log itself, rebuilt. */
import { CHECK_ROWS_MAX } from '../limits.ts';
import { nodeIn } from '../merkle/rows.ts';
import { readPlace } from '../object-store/places.ts';
import { readRootRows, rootsFrom, type StoredRoot } from '../object-store/roots.ts';
import { message } from '../templates.ts';
import { AGENCY_LOG } from '../transparency/origins.ts';
import type { RootEntry } from '../transparency/registry.ts';
import { faultOfEntry } from './tree.ts';
import type { Fault, Slice } from './types.ts';

/** A slice of the agency log, oldest roots first. Null: all have been looked at. */
export function rootSlice(sql: SqlStorage): Slice | null {
  const next = (readPlace(sql, 'roots')?.rest as number | undefined) ?? 0;
  const rows = rootsFrom(sql, next, CHECK_ROWS_MAX);
  const last = rows.at(-1);
  if (!last) return null;
  const faults = rows.flatMap((row, at) => [
    ...gapBefore(row, rows[at - 1]?.index ?? next - 1),
    ...faultOfRoot(sql, row),
  ]);
  return { faults, place: { name: AGENCY_LOG, rest: last.index + 1 } };
}

function gapBefore({ index }: StoredRoot, before: number): Fault[] {
  if (index === before + 1) return [];
  const detail = message('self_check.roots_missing', { index });
  return [{ kind: 'entry_missing', license: AGENCY_LOG, index: before + 1, detail }];
}

function faultOfRoot(sql: SqlStorage, row: StoredRoot): Fault[] {
  const { index, body, hashes } = row;
  const fault = faultOfEntry({ license: AGENCY_LOG, index, body, hashes }, (lastLeaf, level) => {
    const held = readRootRows(sql, [lastLeaf]).get(lastLeaf);
    return nodeIn(held, { lastLeaf, level });
  });
  if (fault) return [fault];
  const entry = JSON.parse(body) as RootEntry;
  const agrees =
    entry.license === row.license &&
    entry.size === row.size &&
    entry.root === Buffer.from(row.root).toString('base64') &&
    Date.parse(entry.at) === row.atMs;
  if (agrees) return [];
  const detail = message('self_check.root_changed');
  return [{ kind: 'entry_changed', license: AGENCY_LOG, index, detail }];
}
