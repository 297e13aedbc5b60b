/**
 * Entries other than deliveries and refusals: reports of partners, and entries of operators. Plain data that
 * crosses RPC: add optional fields, remove none. No personal data.
 */
import type { Channel } from '../../rights/terms.ts';
import type { Caller, EntryHead, KeyRefusal } from '../types.ts';

/** A publication that a partner reports. */
export interface Publication {
  kind: 'publication';
  /** Stated by the partner; reconciliation checks whether it is licensed. */
  title: string;
  /** Derived from `uri` if only that was reported, so that it does not reveal whether the item exists. */
  article: string;
  uri?: string;
  /** Null: not stated. */
  version: string | null;
  /** The underlying delivery, if stated. */
  delivery: string | null;
  url: string | null;
  use: string | null;
  channel: Channel;
  territory: string | null;
  components: string[];
  /** ISO 8601 UTC. */
  publishedAt: string;
  withdrawnAt: string | null;
  /** The partner's own name. A later report with the same name amends this one. */
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

/** A contractual figure of a partner. */
export interface Declaration {
  kind: 'declaration';
  title: string;
  article: null;
  /** `2026`, `2026-Q1`, `2026-03` or `2026-03-17`. */
  period: string;
  figure: Figure;
  value: number;
  /** Unit of a figure whose name does not imply it: `copies`, `devices`. */
  unit: string | null;
  clientRef: string | null;
}

/** An operator's correction of a closed statement. */
export interface Adjustment {
  kind: 'adjustment';
  title: string | null;
  article: null;
  statement: string;
  /** Negative for a reduction. */
  units: number;
  reason: string;
}

export const DOORS = ['email', 'ftp', 'phone', 'portal', 'satellite', 'paper', 'other'] as const;

/** A delivery outside the gateway. */
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

export const ACKNOWLEDGEMENT_STATES = ['received', 'removed', 'corrected', 'refused', 'cannot'] as const;
export type AcknowledgementState = (typeof ACKNOWLEDGEMENT_STATES)[number];

/** What a partner has done about an event, as it reports itself, or as an operator has heard from it. */
export interface Acknowledgement {
  kind: 'acknowledgement';
  title: null;
  /** Those of the event; null: it is about the license. */
  article: string | null;
  version: string | null;
  event: string;
  eventType: string;
  state: AcknowledgementState;
  /** Where it was done. */
  urls: string[];
  /** When it was done, as the partner states it, ISO 8601 UTC. */
  doneAt: string | null;
  note: string | null;
  /** The endpoint that has answered 2xx; null: the author of the entry has reported it. */
  endpoint: string | null;
}

/** An event of which a partner is notified. */
export interface Notice {
  kind: 'notice';
  title: null;
  /** Those of the event; null: it is about the license. */
  article: string | null;
  version: string | null;
  event: string;
  eventType: string;
  /** Recall to which the event belongs; null: none. */
  recall: string | null;
  /** The item that contained the article when the license received it; null: none. */
  within: string | null;
  /** When the partner must have acted, ISO 8601 UTC; null: no deadline. */
  dueAt: string | null;
}

export const READING_VERDICTS = ['gone', 'corrected', 'unchanged', 'altered', 'other', 'unread'] as const;
/**
 * `gone`: 404, 410 or 401. `corrected`: the page has the newer text. `unchanged`: the page has the text of
 * `version`. `altered`: it has some of it. `other`: it has none of it. `unread`: the page could not be read.
 */
export type ReadingVerdict = (typeof READING_VERDICTS)[number];

/** A page that the gateway has read, compared with a delivered version. */
export interface Reading {
  kind: 'reading';
  title: string | null;
  article: string;
  /** The version that the page is compared with. */
  version: string | null;
  /** The event whose effect is checked; null: a regular reading. */
  event: string | null;
  recall: string | null;
  /** Entry of the publication report; null: nobody has reported the page. */
  publication: string | null;
  url: string;
  /** ISO 8601 UTC. */
  readAt: string;
  verdict: ReadingVerdict;
  /** HTTP status; null: there was no answer. */
  status: number | null;
  /**
   * Why the page could not be read: `robots`, `timed_out`, `unreachable`, `too_large`…; null: it was read.
   */
  reason: string | null;
  /** Blocks of the version's text, and how many of them are on the page. */
  blocks: number;
  found: number;
  /** Whether the page names the agency; null: not looked for. */
  credit: boolean | null;
  /** SHA-256 of the page's bytes, hex; they are in R2 under `readings/<sha256>`. Null: none were read. */
  sha256: string | null;
}

export type Note = Publication | Declaration | Adjustment | External | Acknowledgement | Notice | Reading;
export const NOTE_KINDS = [
  'publication',
  'declaration',
  'adjustment',
  'external',
  'acknowledgement',
  'notice',
  'reading',
] as const satisfies Note['kind'][];
export type NoteKind = Note['kind'];

/** Kinds of entries of a license's log. */
export const ENTRY_KINDS = ['delivery', 'refusal', ...NOTE_KINDS] as const;

/** `key` or `operator` names the author. `revision` counts amendments; absent: the first version. */
export type NoteEntry = EntryHead &
  Note & { key: string | null; operator?: string; revision?: number; outcome: 'permit'; code: null };

export type NoteEntryOf<K extends NoteKind> = Extract<NoteEntry, { kind: K }>;

export interface KeyedNote {
  /** Idempotency key within the license. */
  key: string;
  /** True: another note under the same key is an amendment, with its own entry. Absent: a conflict. */
  amendable?: boolean;
  /** Distinguishes equal notes of several authors under a key, each of which amends the one before. */
  source?: string;
  note: Note;
}

/** Notes of one license. */
export interface NoteRequest {
  license: string;
  /** A partner's caller, whose key is checked; or an authorized operator. */
  by:
    | { kind: 'partner'; caller: Caller }
    | { kind: 'operator'; operator: string }
    /** The gateway itself: an endpoint has taken an event, a page was read. */
    | { kind: 'gateway' };
  notes: KeyedNote[];
}

export interface EnteredNote {
  id: string;
  index: number;
  atMs: number;
  /** base64 SHA-256. */
  leaf: string;
  /** The note existed before; nothing was entered. */
  repeated: boolean;
}

export type NoteAnswer =
  /** In the order of the request. */
  | { kind: 'ok'; entered: EnteredNote[] }
  | { kind: 'refused'; code: KeyRefusal }
  /** Another note exists under the keys of the notes at these positions. */
  | { kind: 'conflict'; positions: number[] }
  /** The license is not, or no longer, in this object. */
  | { kind: 'elsewhere' };

/**
 * What an acknowledgement says. `endpoint`: the endpoint that has answered 2xx; absent: the partner reports
 * it.
 */
export type AcknowledgementDetails = Pick<Acknowledgement, 'state'> &
  Partial<Pick<Acknowledgement, 'urls' | 'doneAt' | 'note' | 'endpoint'>>;

/** A partner's acknowledgement of an event. */
export interface AcknowledgementRequest {
  license: string;
  caller: Caller;
  event: string;
  details: AcknowledgementDetails;
  /** How far `doneAt` may be before the event, as clocks differ. Milliseconds; absent: it may be any time. */
  toleranceMs?: number;
}

export type AcknowledgementAnswer =
  | NoteAnswer
  /** It states that something was done before the event, which was at `eventAt`. Nothing was entered. */
  | { kind: 'early'; eventAt: string };
