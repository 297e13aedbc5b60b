/**
 * How nodes lie in rows, and which rows hold the nodes that a proof needs. Beside each leaf lie the perfect subtrees that end with
 * it, the leaf first. Where a subtree of 256, 4,096, 65,536 … leaves ends, bundles follow: one for each four levels, of the 16 nodes
 * that its upper end is folded from. So a proof finds four levels in one row, for two bytes an entry. Pure.
 */
import { HASH_BYTES, type Hash, nodeHash } from '../merkle.ts';

/** A stored node: the perfect subtree of 2^level leaves that ends with the leaf `lastLeaf`. */
export interface Place {
  lastLeaf: number;
  level: number;
}

const BUNDLE_LEVELS = 4;
const BUNDLE_NODES = 2 ** BUNDLE_LEVELS;

/** Levels of the largest perfect subtree that ends with a leaf: its row holds one node more than that. */
export function levelsAt(lastLeaf: number): number {
  let levels = 0;
  for (let rest = lastLeaf + 1; rest % 2 === 0; rest /= 2) levels++;
  return levels;
}

/** The bundles of a row, lowest first: where their nodes lie themselves. The lowest four levels have none: their nodes are leaves. */
export function bundlesOf(lastLeaf: number): Place[][] {
  const count = Math.max(0, Math.floor(levelsAt(lastLeaf) / BUNDLE_LEVELS) - 1);
  return Array.from({ length: count }, (_, group) => {
    const level = (group + 1) * BUNDLE_LEVELS;
    return Array.from({ length: BUNDLE_NODES }, (_, node) => ({
      lastLeaf: lastLeaf - (BUNDLE_NODES - 1 - node) * 2 ** level,
      level,
    }));
  });
}

/** The node of a place in its own row, or null if it is not there. */
export function nodeIn(row: Uint8Array | undefined, { lastLeaf, level }: Place): Hash | null {
  if (!row || level > levelsAt(lastLeaf)) return null;
  const node = row.subarray(level * HASH_BYTES, (level + 1) * HASH_BYTES);
  return node.length === HASH_BYTES ? node : null;
}

/** The node of a place, folded from the bundle of another row; null if that is not there. */
export function nodeInBundle(row: Uint8Array | undefined, rowLeaf: number, place: Place): Hash | null {
  const group = Math.floor(place.level / BUNDLE_LEVELS);
  const bundle = row && bundleIn(row, rowLeaf, group);
  if (!bundle) return null;
  const step = 2 ** (group * BUNDLE_LEVELS);
  const count = 2 ** (place.level % BUNDLE_LEVELS);
  const last = BUNDLE_NODES - 1 - (rowLeaf - place.lastLeaf) / step;
  return foldPerfect(bundle.slice(last - count + 1, last + 1));
}

/** Nodes of the bundle for the levels from 4·group on. */
function bundleIn(row: Uint8Array, rowLeaf: number, group: number): Hash[] | null {
  const first = levelsAt(rowLeaf) + 1 + (group - 1) * BUNDLE_NODES;
  if (row.length < (first + BUNDLE_NODES) * HASH_BYTES) return null;
  return Array.from({ length: BUNDLE_NODES }, (_, node) =>
    row.subarray((first + node) * HASH_BYTES, (first + node + 1) * HASH_BYTES),
  );
}

/** Whether a row has all of its bundles and nothing else, and they fold to the nodes above them. */
export function bundlesFit(row: Uint8Array, lastLeaf: number): boolean {
  const levels = levelsAt(lastLeaf);
  const bundles = bundlesOf(lastLeaf).length;
  const count = row.length / HASH_BYTES - levels - 1;
  if (count !== bundles * BUNDLE_NODES) return false;
  return Array.from({ length: bundles }, (_, at) => at + 1).every((group) => {
    const above = nodeIn(row, { lastLeaf, level: (group + 1) * BUNDLE_LEVELS });
    const bundle = bundleIn(row, lastLeaf, group);
    return above && bundle && Buffer.from(foldPerfect(bundle)).equals(above);
  });
}

function foldPerfect(nodes: Hash[]): Hash {
  let level = nodes;
  while (level.length > 1)
    level = level.flatMap((left, at) => (at % 2 === 0 ? [nodeHash(left, level[at + 1] as Hash)] : []));
  return level[0] as Hash;
}

/** The row whose bundle a node is in, if a tree of `size` leaves has it. */
function bundleRowOf({ lastLeaf, level }: Place, size: number): number | null {
  const group = Math.floor(level / BUNDLE_LEVELS);
  if (group === 0) return null;
  const width = 2 ** ((group + 1) * BUNDLE_LEVELS);
  const row = Math.ceil((lastLeaf + 1) / width) * width - 1;
  return row < size ? row : null;
}

/** For each place the row to read it from: a bundle where it saves a row, else its own. In the order of the places. */
export function rowsFor(places: Place[], size: number): number[] {
  const bundles = places.map((place) => bundleRowOf(place, size));
  const keyOf = (at: number) => `${bundles[at]} ${Math.floor((places[at]?.level ?? 0) / BUNDLE_LEVELS)}`;
  const own = new Map<string, Set<number>>();
  places.forEach(({ lastLeaf }, at) => {
    if (bundles[at] !== null) own.set(keyOf(at), (own.get(keyOf(at)) ?? new Set()).add(lastLeaf));
  });
  const shared = new Set(
    places.flatMap((_, at) => ((own.get(keyOf(at))?.size ?? 0) > 1 ? [bundles[at] as number] : [])),
  );
  return places.map(({ lastLeaf }, at) => {
    const bundle = bundles[at];
    return typeof bundle === 'number' && shared.has(bundle) && !shared.has(lastLeaf) ? bundle : lastLeaf;
  });
}
