/**
 * Entries that are no delivery or refusal: what partners report, and what operators put beside what the gateway did by itself. Like all
 * that crosses RPC, plain data: add optional fields, remove none. None of it is about persons.
 */
import type { Channel } from '../../rights/terms.ts';
import type { Caller, EntryHead, KeyRefusal } from '../types.ts';

/** Where a partner has published something. */
export interface Publication {
  kind: 'publication';
  /** As the partner names it: whether it is licensed is for reconciliation. */
  title: string;
  /** Derived from `uri` where only that was reported: nobody learns from it whether there is such an item. */
  article: string;
  uri?: string;
  /** Null: the partner does not say. */
  version: string | null;
  /** The delivery that it was made from, if the partner says so. */
  delivery: string | null;
  url: string | null;
  use: string | null;
  channel: Channel;
  territory: string | null;
  components: string[];
  /** ISO 8601 UTC. */
  publishedAt: string;
  withdrawnAt: string | null;
  /** The partner's own name for it: a later report of the same name amends this one. */
  clientRef: string | null;
}

export const FIGURES = [
  'readers',
  'circulation',
  'end_users',
  'subscribers',
  'page_views',
  'unique_visitors',
  'listeners',
  'viewers',
] as const;
export type Figure = (typeof FIGURES)[number];

/** A figure that a partner owes the agency by contract. */
export interface Declaration {
  kind: 'declaration';
  title: string;
  article: null;
  /** `2026`, `2026-Q1`, `2026-03` or `2026-03-17`. */
  period: string;
  figure: Figure;
  value: number;
  /** What one of the figure is where its name does not say it: `copies`, `devices`. */
  unit: string | null;
  clientRef: string | null;
}

/** A correction of a closed statement, by an operator. */
export interface Adjustment {
  kind: 'adjustment';
  title: string | null;
  article: null;
  statement: string;
  /** Less than 0: taken back. */
  units: number;
  reason: string;
}

export const DOORS = ['email', 'ftp', 'phone', 'portal', 'satellite', 'paper', 'other'] as const;

/** What left by another door than the gateway's. */
export interface External {
  kind: 'external';
  title: string | null;
  article: string;
  version: string | null;
  components: string[];
  door: (typeof DOORS)[number];
  /** ISO 8601 UTC. */
  sentAt: string;
  note: string | null;
}

export type Note = Publication | Declaration | Adjustment | External;
export type NoteKind = Note['kind'];

/** Also of these, `key` or `operator` says who had it written. `revision` counts the amendments of one note: absent, the first. */
export type NoteEntry = EntryHead &
  Note & { key: string | null; operator?: string; revision?: number; outcome: 'permit'; code: null };

export type NoteEntryOf<K extends NoteKind> = Extract<NoteEntry, { kind: K }>;

export interface KeyedNote {
  /** Names the note within its license for good: under the same key, the same note is entered once. */
  key: string;
  /** True: another note under the same key is an amendment, an entry of its own. Absent: it is a conflict. */
  amendable?: boolean;
  note: Note;
}

/** Notes of one license. */
export interface NoteRequest {
  license: string;
  /** A partner's caller, whose key is judged; or an operator, whom the door has let in. */
  by: { kind: 'partner'; caller: Caller } | { kind: 'operator'; operator: string };
  notes: KeyedNote[];
}

export interface EnteredNote {
  id: string;
  index: number;
  atMs: number;
  /** base64 SHA-256. */
  leaf: string;
  /** It was there before: nothing was entered now. */
  repeated: boolean;
}

export type NoteAnswer =
  /** In the order of the request. */
  | { kind: 'ok'; entered: EnteredNote[] }
  | { kind: 'refused'; code: KeyRefusal }
  /** Under the keys of these, by place in the request, something else has been entered. */
  | { kind: 'conflict'; places: number[] }
  /** The license is not, or not any more, in this object. */
  | { kind: 'elsewhere' };
