/**
 * Messages between isolates and objects about logs. Plain data, as ledger/types.ts: add optional fields,
 * remove none.
 */
import type { Subtree } from '../merkle/cover.ts';

export interface SignedCheckpoint {
  size: number;
  /** Time of signing. Milliseconds, UTC. */
  atMs: number;
  /** C2SP signed note. */
  note: string;
}

/** `tree`: a license's id, or `agency`. */
export type LogQuestion =
  | SingleQuestion
  /** Questions about several logs of one object. */
  | { kind: 'many'; questions: SingleQuestion[] };

export type SingleQuestion =
  /** The newest checkpoint; a new one if the log has grown and the last is a minute old. */
  | { kind: 'checkpoint'; tree: string }
  /**
   * Inclusion of a leaf in the log of this size; without a size, in the newest checkpoint. `signs: false`: in
   * the newest stored one, for callers that must not cause a new one.
   */
  | { kind: 'inclusion'; tree: string; index: number; size?: number; signs?: false }
  | { kind: 'consistency'; tree: string; from: number; to: number }
  /** Hashes of subtrees of the log of this size, for a proof of many leaves. */
  | { kind: 'subtrees'; tree: string; size: number; subtrees: Subtree[] }
  /** The license's newest root in the agency log, and its consistency with the license's log of `size`. */
  | { kind: 'published'; license: string; size?: number };

/** Hashes in base64. */
export type LogAnswer =
  | ({ kind: 'checkpoint' } & SignedCheckpoint)
  /** `entry`: the leaf's text, in the agency log only. */
  | {
      kind: 'inclusion';
      index: number;
      size: number;
      hashes: string[];
      checkpoint?: SignedCheckpoint;
      entry?: string;
    }
  | { kind: 'consistency'; from: number; to: number; hashes: string[] }
  | { kind: 'subtrees'; hashes: string[] }
  /** In the order of the questions. */
  | { kind: 'many'; answers: LogAnswer[] }
  | {
      kind: 'published';
      index: number;
      size: number;
      consistency?: { from: number; to: number; hashes: string[] };
    }
  /** No such leaf or size: the log has `size` leaves. */
  | { kind: 'beyond'; size: number }
  /**
   * The leaf is in the log, and no checkpoint covers it yet. `leaf`: base64, unsigned, only the object's
   * claim.
   */
  | { kind: 'uncovered'; dueMs: number; leaf?: string }
  /** The log is being moved, or has moved, to another object, which the catalogue names. */
  | { kind: 'elsewhere' };

/** A leaf of the agency log. */
export interface RootEntry {
  v: 1;
  license: string;
  /** Entries in the license's log. */
  size: number;
  /** base64. */
  root: string;
  /** ISO 8601 UTC; never before the previous leaf. */
  at: string;
}

/**
 * Submission of a license's root to the agency log; `hashes` prove that it continues the one of size `from`.
 */
export interface RootSubmission {
  license: string;
  size: number;
  /** base64, like `hashes`. */
  root: string;
  from: number;
  hashes: string[];
}

export type RootAnswer =
  | { kind: 'included'; index: number }
  /** The agency log has a newer root than the sender assumed: prove from there. */
  | { kind: 'behind'; size: number }
  /** The agency log has a root that this one does not continue. */
  | { kind: 'contradicted'; size: number };

/** A problem that needs a person. */
export interface Finding {
  kind: /** A tree is smaller than one that was signed. */
    | 'log_rewound'
    /** A tree does not continue its signed state. */
    | 'log_rewritten'
    /** The agency log has another root of this license. */
    | 'root_contradicted'
    | 'checkpoints_failing'
    /** The witness has signed a tree that ours does not continue, or that is not ours. */
    | 'witness_contradicts'
    | 'witness_failing'
    | 'timestamp_failing';
  /** The log concerned; for witnesses and time stamps, with their name. */
  origin: string;
  detail: string;
  /** JSON of the message whose English text is `detail`; absent or null: none. */
  message?: string | null;
  sinceMs: number;
}

/** Status of the merge delay that receipts promise, for the licenses of an object. */
export interface MergeDelayStatus {
  /** Licenses with an overdue entry, not in the agency log in time. */
  broken: number;
  /** Licenses without an overdue entry that will have one soon. */
  soon: number;
  /** Date of the oldest entry not in the agency log; null: none. ISO 8601 UTC. */
  oldest: string | null;
}
