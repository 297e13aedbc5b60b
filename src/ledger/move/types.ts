/**
 * Messages from the object that a partner leaves to the object that it moves to. Texts of entries stay where
 * they were written, under their addresses.
 */
import type { HeldItem } from '../log/holdings-page.ts';
import type { Change, LicenseState } from '../types.ts';

/**
 * In the target: `arriving`, then `here`, before D1 names it. In the source: `switching`, the partner may
 * have arrived, and D1 may name the target; `moved`, it does, and changes for the partner are forwarded.
 */
type MoveState = 'arriving' | 'here' | 'copying' | 'frozen' | 'switching' | 'moved';

/** Heads each message, so that one that comes late is recognized. */
export interface MoveId {
  partner: string;
  /** Pool name of the object that the partner moves to. */
  target: string;
  /** Number of the attempt. It grows with each freeze and each move of the partner, in all objects. */
  epoch: number;
}

/** The newest move of a partner that an object knows. */
export interface Move extends MoveId {
  state: MoveState;
  /** Sequence of the source's last entry when copying began: newer pages are copied again. */
  beganSeq: number;
}

/** Tables whose rows are copied at once while the partner is frozen. The first column is the license. */
export const MOVED_TABLES = {
  published: ['license', 'size', 'idx'],
  events: ['license', 'n', 'id', 'at_ms', 'body', 'is_entered'],
  subscriptions: ['license', 'type'],
  quota_reached: ['license', 'quota_window', 'percent'],
  endpoints: ['license', 'id', 'is_active', 'settings', 'version', 'n', 'is_pending'],
  checkpoints: ['tree', 'size', 'at_ms', 'note', 'cosignatures', 'is_stored'],
} as const;

export type MovedTable = keyof typeof MOVED_TABLES;

/** Values in the order of `MOVED_TABLES`. */
export type MovedRow = (string | number | ArrayBuffer | null)[];

export interface MovedTile {
  tree: string;
  level: number;
  n: number;
  hashes: Uint8Array;
  /** See `LeafRecord`; without sequences. */
  records: Uint8Array | null;
}

export interface MovedTree {
  tree: string;
  size: number;
  state: string;
  leaves: Uint8Array;
  /** See `LeafRecord`; without sequences. */
  records: Uint8Array;
}

/** Rows are of all licenses of the partner, others of one. */
export type Chunk = { move: MoveId; licenses: string[] } & (
  | { kind: 'tiles'; tiles: MovedTile[] }
  | { kind: 'holdings'; items: HeldItem[] }
  | { kind: 'tree'; tree: MovedTree }
  | { kind: 'rows'; table: MovedTable; rows: MovedRow[] }
);

/** All else that the target must know before it can serve the partner. */
export interface PartnerSnapshot {
  licenses: LicenseState[];
  /** Its status, keys and used ids, and what all objects are notified of. */
  changes: Change[];
  /** Date of the last entry, milliseconds: the next one is never earlier. */
  lastAtMs: number;
}

/** Data on which both objects must agree before D1 is switched. */
export interface Inventory {
  trees: { license: string; size: number; root: string }[];
  units: number;
  grants: number;
  used: number;
}
