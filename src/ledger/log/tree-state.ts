/** What an object remembers of one tree, in memory and in its row. Pure. */
import { tileStart } from '../merkle/tiles.ts';
import { append, HASH_BYTES, type Hash, type Head } from '../merkle.ts';
import { windowsOfDay } from '../meter.ts';
import type { Effect } from './entries.ts';

/** Beside a leaf: its sequence in this object (0: its line is in another one), its time (milliseconds, UTC), and the units that it was billed. */
export interface LeafPlace {
  seq: number;
  atMs: number;
  billable: number;
}

const PLACE_NUMBERS = 3;

export interface TreeState {
  /** Sequence of the last entry that it has. */
  asOf: number;
  head: Head;
  /** Units by window (see `windowsOf`). */
  used: Map<string, number>;
  /** Index of the first leaf that is in memory; those before it are in the row, or in tiles. */
  from: number;
  leaves: Hash[];
  places: LeafPlace[];
}

export const emptyTree = (): TreeState => ({
  asOf: 0,
  head: { size: 0, frontier: [] },
  used: new Map(),
  from: 0,
  leaves: [],
  places: [],
});

/** Characters and bytes that it takes in memory, roughly. */
export function weightOfTree({ used, leaves }: TreeState): number {
  return 600 + 60 * used.size + 140 * leaves.length;
}

/** `head`: of the tree with the entry, when it is known. */
export function enterLeaf(
  tree: TreeState,
  { seq, index, leaf, atMs, billable, day }: Effect,
  head = append(tree.head, leaf),
): void {
  if (index !== tree.head.size) throw new Error(`entry ${seq} is not the next leaf of its tree`);
  tree.asOf = seq;
  tree.head = head;
  tree.leaves.push(leaf);
  tree.places.push({ seq, atMs, billable });
  if (day !== null)
    for (const window of Object.values(windowsOfDay(day)))
      tree.used.set(window, (tree.used.get(window) ?? 0) + billable);
}

/** Lets go of leaves that are in full tiles. */
export function forgetFullTiles(tree: TreeState): void {
  const start = tileStart(tree.head.size);
  if (tree.from >= start) return;
  tree.leaves.splice(0, start - tree.from);
  tree.places.splice(0, start - tree.from);
  tree.from = start;
}

interface StateText {
  /** base64, one after the other. */
  frontier: string;
  used: Record<string, number>;
}

export function encodeState({ head, used }: Pick<TreeState, 'head' | 'used'>): string {
  const text: StateText = {
    frontier: Buffer.concat(head.frontier).toString('base64'),
    used: Object.fromEntries(used),
  };
  return JSON.stringify(text);
}

export function decodeState(asOf: number, size: number, state: string): TreeState {
  const { frontier, used } = JSON.parse(state) as StateText;
  const head = { size, frontier: hashesIn(Buffer.from(frontier, 'base64')) };
  return { asOf, head, used: new Map(Object.entries(used)), from: size, leaves: [], places: [] };
}

export function hashesIn(bytes: Uint8Array): Hash[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}

export function encodePlaces(places: LeafPlace[]): Uint8Array {
  const numbers = Float64Array.from(places.flatMap(({ seq, atMs, billable }) => [seq, atMs, billable]));
  return new Uint8Array(numbers.buffer);
}

export function decodePlaces(bytes: ArrayBuffer): LeafPlace[] {
  const numbers = new Float64Array(bytes);
  return Array.from({ length: numbers.length / PLACE_NUMBERS }, (_, at) => {
    const [seq = 0, atMs = 0, billable = 0] = numbers.subarray(at * PLACE_NUMBERS, (at + 1) * PLACE_NUMBERS);
    return { seq, atMs, billable };
  });
}
