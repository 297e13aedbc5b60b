/** Reads a partner's data in the form in which it is sent to another object. */
import { MOVE_BYTES_MAX } from '../limits.ts';
import type { EntryLog } from '../log/entry-log.ts';
import type { HeldItem } from '../log/holdings-page.ts';
import { tilesAfter } from '../log/tile-store.ts';
import { decodeLeafRecords, encodeLeafRecords } from '../log/tree-state.ts';
import { rootOf } from '../merkle.ts';
import type { Inventory, MovedTile, MovedTree } from './types.ts';

/** Some tiles of a tree after the given one, in order. */
export function tilesOf(sql: SqlStorage, tree: string, after: { level: number; n: number }): MovedTile[] {
  const tiles: MovedTile[] = [];
  let bytes = 0;
  for (const { records, ...tile } of tilesAfter(sql, tree, after)) {
    tiles.push({ ...tile, records: records && withoutSequences(records) });
    bytes += tile.hashes.length + (records?.length ?? 0);
    if (bytes > MOVE_BYTES_MAX) break;
  }
  return tiles;
}

export function treeOf(log: EntryLog, tree: string): MovedTree {
  const { records, ...row } = log.trees.row(tree);
  return { ...row, records: withoutSequences(records) };
}

/** Entries have other sequences in another object. */
function withoutSequences(records: Uint8Array): Uint8Array {
  return encodeLeafRecords(decodeLeafRecords(records).map((record) => ({ ...record, seq: 0 })));
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
    for (const units of log.trees.used(license).values()) used += units;
  }
  const trees = licenses.map((license) => {
    const head = log.head(license);
    return { license, size: head.size, root: Buffer.from(rootOf(head)).toString('hex') };
  });
  return { trees, units, grants, used };
}
