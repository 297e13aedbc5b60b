/** Types of recalls: what was withdrawn or corrected, and what each holder has done about it. */
import type { RecallDetails, RecallReading, RecallResource } from './schemas.ts';

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

type HolderResource = RecallDetails['licenses'][number];

/** `idx`: index of the entry in its license's log: a later one has a greater one. */
export type HolderAcknowledgement = NonNullable<HolderResource['acknowledgement']> & { idx: number };

export type PageReading = RecallReading & { idx: number };

/** A license that was notified of the recall. `notice` is the entry of the event, and `at` when it was entered. */
export type Holder = Pick<
  HolderResource,
  'license' | 'within' | 'event' | 'dueAt' | 'overdueAt' | 'received'
> & { notice: string; at: string; acknowledgement: HolderAcknowledgement | null };

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

/** What a recall has come to, as of its last review. `late`: licenses that are overdue, for the alert. */
export type Progress = Pick<RecallResource, 'holders' | 'pages' | 'dueAt'> & { late: string[] };

export type Closed = NonNullable<RecallResource['closed']>;

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
