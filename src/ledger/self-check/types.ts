/** What a self-check can find wrong. */
import type { Message } from '../../rights/types.ts';
import type { WalkPosition } from '../object-store/walk-positions.ts';

export type FaultKind =
  /**
   * An entry in D1: missing, not as the shard wrote it, or without an entry in the shard. A block that the
   * shard never wrote is named by its first entry.
   */
  | 'row_missing'
  | 'row_changed'
  | 'row_extra'
  /** Of one entry in the object itself: gone, not what its leaf is the hash of, or with hashes that do not fit its tree. */
  | 'entry_missing'
  | 'entry_changed'
  | 'hashes_changed'
  /** Of a license's whole log: other leaves or units than its entries make, a checkpoint of another tree, no log at all. */
  | 'tree_changed'
  | 'usage_changed'
  | 'checkpoint_differs'
  | 'log_unknown'
  /** Of one billed entry: units of it are not on the bill. Of a grant, by its entry: it names another one, or none. */
  | 'unit_missing'
  | 'grant_changed'
  /** Of a kept checkpoint, by its size: R2 lacks it; D1 lacked it, and has it again. */
  | 'checkpoint_missing'
  | 'checkpoint_restored'
  /** The agency log does not have a license's newest root where it was taken in. */
  | 'root_differs'
  /** Of a part of the archive, by its first entry: its file is gone, or not as it was stored. */
  | 'archive_damaged'
  /**
   * A segment of the log, by its first entry: its entries are not found where they are. A license: its sums
   * are wrong.
   */
  | 'places_changed'
  | 'sums_changed';

export interface Fault {
  kind: FaultKind;
  license: string;
  /** Null: the license's whole log. */
  index: number | null;
  detail: Message;
}

/** What one run has found, and where the next goes on. */
export interface Slice {
  faults: Fault[];
  position: WalkPosition;
}

/** One entry as the object has it. */
export interface StoredEntry {
  license: string;
  index: number;
  body: string;
  leaf: Uint8Array;
}
