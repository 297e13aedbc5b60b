/** The self-check of the agency log: the log itself rebuilt, and its kept checkpoints. */

import { CHECK_ROWS_MAX } from '../ledger/limits.ts';
import { TILE_WIDTH } from '../ledger/merkle/tiles.ts';
import { leafHash } from '../ledger/merkle.ts';
import type { ObjectDeps } from '../ledger/object-deps.ts';
import { readNewest } from '../ledger/object-store/checkpoints.ts';
import { readWalkPosition } from '../ledger/object-store/walk-positions.ts';
import { checkpointSlice } from '../ledger/self-check/checkpoints.ts';
import { SelfCheck } from '../ledger/self-check/self-check.ts';
import { faultOfTile, faultsAbove } from '../ledger/self-check/tree.ts';
import type { Fault, Slice } from '../ledger/self-check/types.ts';
import { message } from '../ledger/templates.ts';
import { AGENCY_LOG } from '../ledger/transparency/origins.ts';
import type { RootEntry } from '../ledger/transparency/types.ts';
import type { Env } from '../platform/env.ts';
import { rootsFrom, rootTree, type StoredRoot } from './roots.ts';

interface CheckDeps extends Pick<ObjectDeps, 'sql' | 'transaction' | 'now'> {
  env: Env;
}

export function agencyLogCheck(deps: CheckDeps): SelfCheck {
  const { sql, env } = deps;
  const trees = rootTree(sql);
  const logsFrom = (log: string) => (readNewest(sql, AGENCY_LOG) && log <= AGENCY_LOG ? [AGENCY_LOG] : []);
  return new SelfCheck(
    { ...deps, db: env.DB, object: AGENCY_LOG },
    {
      slices: [
        ['roots', () => rootSlice(sql)],
        ['logs', () => checkpointSlice({ sql, env, trees, logsFrom })],
      ],
    },
  );
}

/** A slice of the agency log, oldest roots first. Null: all have been looked at. */
function rootSlice(sql: SqlStorage): Slice | null {
  const next = (readWalkPosition(sql, 'roots')?.rest as number | undefined) ?? 0;
  const rows = rootsFrom(sql, next, CHECK_ROWS_MAX);
  const last = rows.at(-1);
  if (!last) return null;
  const faults = rows.flatMap((row, at) => [
    ...gapBefore(row, rows[at - 1]?.index ?? next - 1),
    ...faultOfRoot(sql, row),
  ]);
  return { faults, position: { name: AGENCY_LOG, rest: last.index + 1 } };
}

function gapBefore({ index }: StoredRoot, before: number): Fault[] {
  if (index === before + 1) return [];
  const detail = message('self_check.roots_missing', { index });
  return [{ kind: 'entry_missing', license: AGENCY_LOG, index: before + 1, detail }];
}

/** Also of the tile that a root is the first leaf of, and, with the last root, of all tiles above. */
function faultOfRoot(sql: SqlStorage, row: StoredRoot): Fault[] {
  const { index, body, leaf } = row;
  if (!Buffer.from(leaf).equals(leafHash(body)))
    return [
      { kind: 'entry_changed', license: AGENCY_LOG, index, detail: message('self_check.entry_changed') },
    ];
  const trees = rootTree(sql);
  const ofTile = index % TILE_WIDTH === 0 ? faultOfTile(trees, AGENCY_LOG, 0, index / TILE_WIDTH) : null;
  const faults = [
    ...(ofTile ? [ofTile] : []),
    ...(index + 1 === trees.size(AGENCY_LOG) ? faultsAbove(trees, AGENCY_LOG) : []),
  ];
  if (faults.length > 0) return faults;
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
