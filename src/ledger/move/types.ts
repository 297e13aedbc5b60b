/** What crosses from the object that a partner leaves to the one that it goes to. */
import type { Fence, KeyState, LicenseState, Spent } from '../types.ts';

/** `switching`: D1 may say already that the partner lives elsewhere. `moved`: it does; what comes here is sent on. */
export type MoveState = 'copying' | 'frozen' | 'switching' | 'moved';

export interface Move {
  partner: string;
  /** Pool name of the object that the partner goes to. */
  target: string;
  state: MoveState;
  /** Time of the object's last entry when copying began: what is not older is copied again. Milliseconds, UTC. */
  beganMs: number;
}

/** Tables that hold a partner's rows; the first column is the license. */
export const MOVED_TABLES = {
  entries: ['license', 'idx', 'body', 'hashes', 'billed_on'],
  archived: ['license', 'idx', 'hashes'],
  units: ['license', 'term_ms', 'item', 'component', 'title', 'at_ms'],
  grants: ['license', 'key', 'id', 'at_ms', 'idx', 'leaf'],
  usage: ['license', 'period', 'used', 'unexplained'],
  trees: ['license', 'size'],
  published: ['license', 'size', 'idx'],
  checkpoints: ['tree', 'size', 'at_ms', 'note', 'cosignatures', 'kept'],
} as const;

export type MovedTable = keyof typeof MOVED_TABLES;

/** Values in the order of `MOVED_TABLES`. */
export type MovedRow = (string | number | ArrayBuffer | null)[];

export interface Chunk {
  partner: string;
  table: MovedTable;
  rows: MovedRow[];
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
