/** Faults that a self-check finds. */
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
  /**
   * An entry in the object itself: missing, not matching its leaf, or with hashes that do not match its tree.
   */
  | 'entry_missing'
  | 'entry_changed'
  | 'hashes_changed'
  /**
   * A license's whole log: leaves or units that do not match its entries, a checkpoint of another tree, or no
   * log.
   */
  | 'tree_changed'
  | 'usage_changed'
  | 'checkpoint_differs'
  | 'log_unknown'
  /** A billed entry: missing units on the bill. A grant, by its entry: another or no first delivery. */
  | 'unit_missing'
  | 'grant_changed'
  /** A stored checkpoint, by its size: missing in R2; or restored in D1. */
  | 'checkpoint_missing'
  | 'checkpoint_restored'
  /** The agency log lacks a license's newest root at its recorded index. */
  | 'root_differs'
  /** A part of the archive, by its first entry: its file is missing or changed. */
  | 'archive_damaged'
  /** A segment of the log, by its first entry: wrong postings. A license: wrong sums. */
  | 'places_changed'
  | 'sums_changed';

export interface Fault {
  kind: FaultKind;
  license: string;
  /** Null: the license's whole log. */
  index: number | null;
  detail: Message;
}

/** Faults of one run, and the position of the next. */
export interface Slice {
  faults: Fault[];
  position: WalkPosition;
}
