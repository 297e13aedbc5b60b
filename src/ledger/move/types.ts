/** What crosses from the object that a partner leaves to the one that it goes to. */
import type { Side } from '../log/entries.ts';
import type { HeldItem } from '../log/holdings.ts';
import type { Fence, KeyState, LicenseState, Spent } from '../types.ts';

/** `switching`: D1 may say already that the partner lives elsewhere. `moved`: it does; what comes here is sent on. */
export type MoveState = 'copying' | 'frozen' | 'switching' | 'moved';

export interface Move {
  partner: string;
  /** Pool name of the object that the partner goes to. */
  target: string;
  state: MoveState;
  /** Sequence of the object's last entry when copying began: pages that are newer are copied again. */
  beganSeq: number;
}

/** Rows that are copied as a whole while nothing is written for the partner; the first column is the license. */
export const MOVED_TABLES = {
  published: ['license', 'size', 'idx'],
  checkpoints: ['tree', 'size', 'at_ms', 'note', 'cosignatures', 'kept'],
} as const;

export type MovedTable = keyof typeof MOVED_TABLES;

/** Values in the order of `MOVED_TABLES`. */
export type MovedRow = (string | number | ArrayBuffer | null)[];

/** An entry; it gets a sequence of its own where it arrives. */
export interface MovedLine {
  license: string;
  index: number;
  line: string;
  side: Side | null;
}

export interface MovedTile {
  tree: string;
  level: number;
  n: number;
  hashes: Uint8Array;
  /** Without sequences. */
  places: Uint8Array | null;
}

export interface MovedTree {
  tree: string;
  size: number;
  state: string;
  leaves: Uint8Array;
  /** Without sequences. */
  places: Uint8Array;
}

export type Chunk = { partner: string } & (
  | { kind: 'lines'; lines: MovedLine[] }
  | { kind: 'tiles'; tiles: MovedTile[] }
  | { kind: 'holdings'; license: string; items: HeldItem[] }
  | { kind: 'trees'; trees: MovedTree[] }
  | { kind: 'rows'; table: MovedTable; rows: MovedRow[] }
);

/** Of one license: leaves of its tree, and full tiles of level 0 that are there. */
export interface Arrived {
  size: number;
  tiles: number;
}

/** All else that the new object must know before it can answer for the partner. */
export interface Luggage {
  partner: { id: string; status: 'active' | 'suspended'; version: number };
  licenses: LicenseState[];
  keys: KeyState[];
  fences: Fence[];
  spent: (Spent & { license: string })[];
  epoch: number;
  /** Time of the last entry: the next one is never earlier. */
  lastAtMs: number;
}

/** What both objects must agree on before the partner is theirs to give. */
export interface Inventory {
  trees: { license: string; size: number; root: string }[];
  units: number;
  grants: number;
  used: number;
}
