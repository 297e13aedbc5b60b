/** The state of one tree in memory and in its row. Pure. */
import { hashAt, TILE_WIDTH } from '../merkle/tiles.ts';
import { append, HASH_BYTES, type Hash, type Head } from '../merkle.ts';
import { windowsOfDay } from '../meter.ts';
import type { Effect } from './entries.ts';

/** Record stored with a leaf. */
export interface LeafRecord {
  /** Sequence of the entry in this object; 0: its line is in another object. */
  seq: number;
  /** Milliseconds, UTC. */
  atMs: number;
  /** Units that the entry was billed. */
  billable: number;
}

/** Three numbers of 8 bytes. */
export const LEAF_RECORD_BYTES = 24;

export interface TreeState {
  /** Sequence of the last entry that is included. */
  asOf: number;
  head: Head;
  /** Units by window (see `windowsOf`). */
  used: Map<string, number>;
  /** Index of the first leaf in memory; earlier leaves are in the row or in full tiles. */
  from: number;
  leaves: Hash[];
  records: LeafRecord[];
}

export const emptyTree = (): TreeState => ({
  asOf: 0,
  head: { size: 0, frontier: [] },
  used: new Map(),
  from: 0,
  leaves: [],
  records: [],
});

/** Bytes in memory, roughly. */
export function weightOfTree({ used, leaves }: TreeState): number {
  return 600 + 60 * used.size + LEAF_WEIGHT * leaves.length;
}

export const LEAF_WEIGHT = 200;

/**
 * Adds the next leaf. A tile that it completes has been written. `head`: of the tree with the leaf, if it is
 * known.
 */
export function enterLeaf(
  tree: TreeState,
  { seq, index, leaf, atMs, billable, day }: Effect,
  head = append(tree.head, leaf),
): void {
  if (index !== tree.head.size) throw new Error(`entry ${seq} is not the next leaf of its tree`);
  tree.asOf = seq;
  tree.head = head;
  tree.leaves.push(leaf);
  tree.records.push({ seq, atMs, billable });
  if (head.size % TILE_WIDTH === 0) dropLeaves(tree);
  if (day !== null)
    for (const window of Object.values(windowsOfDay(day)))
      tree.used.set(window, (tree.used.get(window) ?? 0) + billable);
}

/** Drops leaves from memory that have been written. */
export function dropLeaves(tree: TreeState): void {
  tree.from = tree.head.size;
  tree.leaves = [];
  tree.records = [];
}

interface StateText {
  /** Base64 of the hashes, one after the other. */
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
  return {
    asOf,
    head: { size, frontier: hashesIn(Buffer.from(frontier, 'base64')) },
    used: new Map(Object.entries(used)),
    from: size,
    leaves: [],
    records: [],
  };
}

function hashesIn(bytes: Uint8Array): Hash[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => hashAt(bytes, at));
}

export function encodeLeafRecords(records: readonly LeafRecord[]): Uint8Array {
  const numbers = Float64Array.from(records.flatMap(({ seq, atMs, billable }) => [seq, atMs, billable]));
  return new Uint8Array(numbers.buffer);
}

export function decodeLeafRecords(bytes: Uint8Array): LeafRecord[] {
  // A copy, since numbers must be aligned.
  const numbers = new Float64Array(new Uint8Array(bytes).buffer);
  return Array.from({ length: bytes.length / LEAF_RECORD_BYTES }, (_, at) => {
    const [seq = 0, atMs = 0, billable = 0] = numbers.subarray(3 * at, 3 * at + 3);
    return { seq, atMs, billable };
  });
}

/** One of several records; null: there are not as many. */
export function decodeLeafRecord(bytes: Uint8Array, at: number): LeafRecord | null {
  return decodeLeafRecords(bytes.subarray(at * LEAF_RECORD_BYTES, (at + 1) * LEAF_RECORD_BYTES))[0] ?? null;
}
