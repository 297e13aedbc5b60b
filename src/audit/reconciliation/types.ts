/** What is reconciled: reports of a license with what was let out under it. */
import type { Publication } from '../../ledger/notes/types.ts';
import type { LicenseStatus } from '../../ledger/types.ts';
import type { Message } from '../../rights/types.ts';

export const KINDS = [
  'published_without_delivery',
  'delivered_not_reported',
  'published_before_term',
  'published_after_term',
  'published_while_suspended',
  'published_before_embargo',
  'published_while_held',
  'published_after_kill',
  'kept_after_kill',
  'stale_version',
  'outside_title',
  'outside_territory',
  'outside_use',
  'wrong_channel',
  'against_restriction',
] as const;
export type Kind = (typeof KINDS)[number];

export const STATES = ['open', 'explained', 'settled'] as const;
export type State = (typeof STATES)[number];

/** A finding, before it is known whether it was there before. */
export interface Found {
  kind: Kind;
  /** For people: what does not agree. */
  said: Message;
  /** Entry ids, versions, the rule: what it can be checked by. Other evidence opens a finding again. */
  evidence: Record<string, unknown>;
}

/** A publication as last reported. */
export interface Reported {
  license: string;
  /** The partner's own name for it, or the entry of its only report. */
  ref: string;
  entry: string;
  idx: number;
  article: string;
  report: Publication;
}

/** The first time that a version was let out to a title. */
export interface LetOut {
  version: string;
  /** '' when none was stated. */
  title: string;
  entry: string;
  atMs: number;
  components: string[];
}

/** A change of the item, as the catalogue has it. */
export interface ItemChange {
  seq: number;
  version: string;
  changeType: string;
  atMs: number;
  status: string;
  embargoed: boolean;
}

export interface LicenseVersion {
  version: number;
  status: LicenseStatus;
  /** Milliseconds, UTC; `endsMs` is the first instant at which it is over. */
  startsMs: number;
  endsMs: number;
  /** When it was stored. */
  atMs: number;
}

/** All that is known of one publication. */
export interface Facts {
  reported: Reported;
  /** Of the license and article. */
  letOut: LetOut[];
  /** Ascending. Empty: the catalogue has no such item. */
  changes: ItemChange[];
  embargoedUntilMs: number | null;
  /** Ascending; never empty. */
  versions: LicenseVersion[];
  nowMs: number;
}
