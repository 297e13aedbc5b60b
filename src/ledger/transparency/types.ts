/** What isolates and objects say to each other about logs. Plain data, as ledger/types.ts: add optional fields, remove none. */
import type { Subtree } from '../merkle/cover.ts';

export interface SignedCheckpoint {
  size: number;
  /** Milliseconds, UTC: when it was signed. */
  atMs: number;
  /** C2SP signed note. */
  note: string;
}

/** `tree`: a license's id, or `agency`. */
export type LogQuestion =
  /** The newest checkpoint; a new one when the log has grown and the last is a minute old. */
  | { kind: 'checkpoint'; tree: string }
  /**
   * That a leaf is in the log of this size; without a size, in the newest checkpoint. `signs: false`: in the newest that is kept
   * already, for those whose asking must not make one.
   */
  | { kind: 'inclusion'; tree: string; index: number; size?: number; signs?: false }
  | { kind: 'consistency'; tree: string; from: number; to: number }
  /** Hashes of subtrees of the log of this size: what proves many leaves at once is made of them. */
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
  | {
      kind: 'published';
      index: number;
      size: number;
      consistency?: { from: number; to: number; hashes: string[] };
    }
  /** No such leaf or size: the log has `size` leaves. */
  | { kind: 'beyond'; size: number }
  /** The leaf is in the log, and no checkpoint covers it yet. `leaf`: as the log has it, base64; the object's word, as nothing is signed. */
  | { kind: 'uncovered'; dueMs: number; leaf?: string }
  /** The log is on its way to another object, or there: the catalogue says where. */
  | { kind: 'elsewhere' };

/** A leaf of the agency log. */
export interface RootEntry {
  v: 1;
  license: string;
  /** Entries in the license's log. */
  size: number;
  /** base64. */
  root: string;
  /** ISO 8601 UTC; never earlier than the leaf before it. */
  at: string;
}

/** A license's root on its way into the agency log; `hashes` prove that it continues the one of size `from`. */
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
  /** The agency log has a newer root than the sender knew: prove from there. */
  | { kind: 'behind'; size: number }
  /** The agency log has a root that this one does not continue. */
  | { kind: 'contradicted'; size: number };

/** Something that a person has to look at. */
export interface Finding {
  kind: /** A tree is smaller than one that was signed. */
    | 'log_rewound'
    /** A tree is not the continuation of one that was signed. */
    | 'log_rewritten'
    /** The agency log has another root of this license. */
    | 'root_contradicted'
    | 'checkpoints_failing'
    /** The witness has signed a tree that ours does not continue, or is not ours. */
    | 'witness_contradicts'
    | 'witness_failing'
    | 'timestamp_failing';
  /** The log that it is about; for witnesses and time stamps also who. */
  origin: string;
  detail: string;
  /** JSON of the message that `detail` is the text of; absent or null: it has none. */
  message?: string | null;
  sinceMs: number;
}

/** How the promise of receipts, to be in the agency log in time, is kept for the licenses of an object. */
export interface MergeDelayStatus {
  /** Licenses with an entry that is not in the agency log although its time is over. */
  broken: number;
  /** Licenses of which no promise is broken yet, and one will be soon. */
  soon: number;
  /** When the oldest entry was written that is not in the agency log; null: all are. ISO 8601 UTC. */
  oldest: string | null;
}
