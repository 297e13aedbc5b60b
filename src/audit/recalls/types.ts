/** Types of recalls: what was withdrawn or corrected, and what each holder has done about it. */
import type { AcknowledgementState, ReadingVerdict } from '../../ledger/notes/types.ts';

/** Events that a recall consists of. */
export const RECALL_TYPES = [
  'article.killed',
  'article.corrected',
  'article.held',
  'picture.eliminated',
] as const;
export type RecallType = (typeof RECALL_TYPES)[number];

export const RECALL_STATES = ['open', 'overdue', 'closed'] as const;
/** `overdue`: open, and a holder’s deadline has passed. */
export type RecallState = (typeof RECALL_STATES)[number];

export const HOLDER_STATES = [
  'notified',
  'received',
  'acknowledged',
  'refused',
  'removed',
  'seen',
  'closed',
] as const;
/** How far a holder, or one of its titles, has come. */
export type HolderState = (typeof HOLDER_STATES)[number];

/** How a recall was closed: all is done, a later change has replaced it, or the desk has decided. */
export const CLOSED_HOW = ['completed', 'superseded', 'desk'] as const;
export type ClosedHow = (typeof CLOSED_HOW)[number];

/** An answer of an endpoint that was entered. */
export interface Receipt {
  entry: string;
  /** ISO 8601 UTC, as all dates here. */
  at: string;
  endpoint: string;
}

export interface HolderAcknowledgement {
  /** Index of the entry in its license's log: a later one has a greater one. */
  idx: number;
  entry: string;
  at: string;
  state: AcknowledgementState;
  doneAt: string | null;
  note: string | null;
  urls: string[];
  /** The operator who entered what the partner said; absent: the partner reported it. */
  operator?: string;
}

export interface PageReading {
  idx: number;
  entry: string;
  at: string;
  verdict: ReadingVerdict;
  status: number | null;
  reason: string | null;
  blocks: number;
  found: number;
  sha256: string | null;
  /** Whether the page names the agency; null: not looked for. */
  credit: boolean | null;
  /** The version that the page was compared with. */
  version: string | null;
}

/** A license that was notified of the recall. */
export interface Holder {
  license: string;
  within: string | null;
  event: string;
  notice: string;
  at: string;
  dueAt: string | null;
  overdueAt: string | null;
  received: Receipt | null;
  acknowledgement: HolderAcknowledgement | null;
}

/** An address that a holder has reported. */
export interface HolderPage {
  license: string;
  /** Entry of the last report with this address. */
  publication: string;
  title: string;
  url: string;
  publishedAt: string;
  withdrawnAt: string | null;
  /** The publication has another address by now. */
  isReplaced: boolean;
  nextMs: number | null;
  reading: PageReading | null;
}

/** What a recall has come to, as of its last review. */
export interface Progress {
  holders: { notified: number; acknowledged: number; done: number; refused: number; overdue: number };
  pages: { reported: number; seen: number; up: number; unread: number };
  dueAt: string | null;
  /** Licenses that are overdue, for the alert. */
  late: string[];
}

export interface Closed {
  at: string;
  how: ClosedHow;
  operator: string | null;
  note: string | null;
  /** Holders that were not done. */
  open: number;
}

export interface Recall {
  id: string;
  type: RecallType;
  article: string;
  version: string;
  at: string;
  state: RecallState;
  progress: Progress;
  closed: Closed | null;
}
