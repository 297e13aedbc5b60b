/** What is to go wrong, as plain data: it may come over HTTP. */
import type { D1Word, ObjectWord, R2Word } from './words.ts';

export type Fault<Word> =
  /** At once. */
  | { kind: 'fail'; says?: Word }
  /** Never answered. */
  | { kind: 'hang' }
  | { kind: 'slow'; ms: number }
  /** Each k-th call fails at once. */
  | { kind: 'every'; k: number; says?: Word }
  /** Done, and the answer does not come back. */
  | { kind: 'lost'; says?: Word };

/** Of R2 alone: the bytes begin to come, and stop; or the connection breaks. */
export type BucketFault = Fault<R2Word> | { kind: 'stall' } | { kind: 'break' };

/** `objects`: pool names that it is about; absent: all. `methods`: absent: all. */
export type ObjectFault = Fault<ObjectWord> & { objects?: string[]; methods?: string[] };

/** Of one side: what it asks of the others. */
export interface Faults {
  d1?: Fault<D1Word>;
  r2?: BucketFault;
  ledger?: ObjectFault;
}

/** Isolates that answer requests, and ledger objects: each has its own connections. */
export type Side = 'worker' | 'objects';
export type Plan = Partial<Record<Side, Faults>>;

/** Calls that a fault has met, by `side dependency`. */
export type Met = Record<string, number>;
