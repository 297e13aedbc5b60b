/**
 * Checks each tree of a shard: its tiles against each other, and the billed units of its leaves against the
 * holdings and the usage of its license.
 */
import { CHECK_ROWS_MAX } from '../limits.ts';
import { partsOfUnit } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { frontierAt } from '../merkle/nodes.ts';
import { TILE_WIDTH } from '../merkle/tiles.ts';
import { windowsOfDay } from '../meter.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { readWalkPosition } from '../object-store/walk-positions.ts';
import { message } from '../templates.ts';
import { storedTree } from '../transparency/trees.ts';
import { faultOfTile, faultsAbove } from './tree.ts';
import type { Fault, Slice } from './types.ts';

interface Deps extends Pick<ObjectDeps, 'sql' | 'entries'> {
  /** Whether the object bills. */
  hasBill: boolean;
  /** Whether a tree is only partly here. */
  isInTransit(tree: string): boolean;
}

/** Progress of the check in a tree. Entries that were added since it began are left to the next walk. */
interface TreeWalk {
  /** Leaves, and units by window, when it began. */
  size: number;
  used: Record<string, number>;
  /** The next tile of level 0, and the billed units of the leaves before it. */
  tile: number;
  billed: number;
  /** The last page of holdings that was counted, and units by window so far. */
  part: number;
  counted: Record<string, number>;
}

/** The cost of a tile or page, in entries. */
const PAGE_ROWS = 50;

/** Checks a slice of the trees, by name. Null: all are checked. */
export function treeSlice(deps: Deps): Slice | null {
  const { sql, entries } = deps;
  const trees = [...entries.trees.sizes().keys()].filter((tree) => !deps.isInTransit(tree));
  const position = readWalkPosition(sql, 'trees');
  let tree = position?.name ?? '';
  let walk = (position?.rest ?? null) as TreeWalk | null;
  const faults: Fault[] = [];
  let begun = 0;
  for (let left = CHECK_ROWS_MAX; left > 0; left -= PAGE_ROWS) {
    if (!walk) {
      const next = trees.find((name) => name > tree);
      if (next === undefined) break;
      tree = next;
      walk = beginWalk(entries, tree);
      begun++;
    }
    const step = stepOf(deps, tree, walk);
    faults.push(...step.faults);
    if (step.isDone) walk = null;
  }
  if (begun === 0 && !position?.rest) return null;
  return { faults, position: { name: tree, rest: walk } };
}

function beginWalk(entries: EntryLog, tree: string): TreeWalk {
  return {
    size: entries.head(tree).size,
    used: Object.fromEntries(entries.trees.used(tree)),
    tile: 0,
    billed: 0,
    part: -1,
    counted: {},
  };
}

function stepOf(deps: Deps, tree: string, walk: TreeWalk): { faults: Fault[]; isDone: boolean } {
  const { entries, hasBill } = deps;
  // The tree moves between objects, or has left meanwhile.
  if (deps.isInTransit(tree) || entries.head(tree).size < walk.size) return { faults: [], isDone: true };
  if (walk.tile * TILE_WIDTH < walk.size) return { faults: tileFaults(entries, tree, walk), isDone: false };
  const [part] = hasBill ? entries.holdings.partsAfter(tree, walk.part) : [];
  if (part !== undefined) return { faults: pageFaults(entries, tree, walk, part), isDone: false };
  return {
    faults: [...faultsAbove(entries.trees, tree), ...edgeFaults(entries, tree), ...billFaults(tree, walk)],
    isDone: true,
  };
}

function tileFaults(entries: EntryLog, tree: string, walk: TreeWalk): Fault[] {
  const fault = faultOfTile(entries.trees, tree, 0, walk.tile);
  const first = walk.tile * TILE_WIDTH;
  const records = entries.trees.records(tree, walk.tile) ?? [];
  for (const { billable } of records.slice(0, walk.size - first)) walk.billed += billable;
  walk.tile++;
  return fault ? [fault] : [];
}

/** The frontier, which appending starts from, against the tiles. */
function edgeFaults(entries: EntryLog, tree: string): Fault[] {
  const { size, frontier } = entries.head(tree);
  try {
    const stored = frontierAt(storedTree(entries.trees, tree), size);
    if (Buffer.concat(stored).equals(Buffer.concat(frontier))) return [];
  } catch {
    // A node is missing: reported below.
  }
  return [{ kind: 'tree_changed', license: tree, index: null, detail: message('self_check.subtrees') }];
}

/** Counts the units of a page, and compares its grants with their leaves. */
function pageFaults(entries: EntryLog, license: string, walk: TreeWalk, part: number): Fault[] {
  const faults: Fault[] = [];
  for (const [, { units, grants }] of entries.holdings.itemsOf(license, part)) {
    for (const [name, { date, index }] of units) {
      if (index >= walk.size) continue;
      const { termMs } = partsOfUnit(name);
      for (const window of Object.values(windowsOfDay(`${date}@${termMs}`)))
        walk.counted[window] = (walk.counted[window] ?? 0) + 1;
    }
    for (const { index, leaf, atMs } of grants.values()) {
      const stored = entries.trees.leaf(license, index);
      const isIt =
        stored !== null &&
        Buffer.from(stored).toString('base64') === leaf &&
        entries.trees.record(license, index)?.atMs === atMs;
      if (!isIt) faults.push({ kind: 'grant_changed', license, index, detail: message('self_check.grant') });
    }
  }
  walk.part = part;
  return faults;
}

/** Usage by window against the units of the holdings and of the leaves. */
function billFaults(license: string, { used, counted, billed }: TreeWalk): Fault[] {
  const faults: Fault[] = [];
  const addFault = (detail: Fault['detail']) =>
    faults.push({ kind: 'usage_changed', license, index: null, detail });
  for (const period of new Set([...Object.keys(used), ...Object.keys(counted)])) {
    const [ofUsage, ofHoldings] = [used[period] ?? 0, counted[period] ?? 0];
    if (ofUsage !== ofHoldings)
      addFault(message('self_check.usage', { period, used: ofUsage, billed: ofHoldings }));
  }
  const terms = Object.entries(used).filter(([period]) => period.startsWith('term:'));
  const all = terms.reduce((sum, [, units]) => sum + units, 0);
  if (all !== billed) addFault(message('self_check.bill', { period: 'term', used: all, counted: billed }));
  return faults;
}
