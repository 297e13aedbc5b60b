/** Types of reconciliation, which compares a license's reports with its deliveries. */
import type { Publication } from '../../ledger/notes/types.ts';
import type { LicenseStatus } from '../../ledger/types.ts';
import type { Message } from '../../rights/types.ts';
import type { PageReading } from '../recalls/types.ts';

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
  'credit_missing',
  'altered_text',
  'published_unreported',
] as const;
export type Kind = (typeof KINDS)[number];

export const STATES = ['open', 'explained', 'settled'] as const;
export type State = (typeof STATES)[number];

/** A finding that may or may not be stored already. */
export interface Found {
  kind: Kind;
  /** Description for people. */
  sentence: Message;
  /** Entry ids, versions and the rule. Changed evidence reopens a finding. */
  evidence: Record<string, unknown>;
}

/** The last report of a publication. */
export interface Reported {
  license: string;
  /** The partner's own name of the publication, or the entry of its only report. */
  ref: string;
  entry: string;
  idx: number;
  article: string;
  report: Publication;
  /** What was last seen of its page; absent: it was not read. */
  reading?: PageReading | null;
}

/** First delivery of a version to a title. */
export interface SuppliedVersion {
  version: string;
  /** '' if none was stated. */
  title: string;
  entry: string;
  atMs: number;
  components: string[];
}

/** A change of the item in the catalogue. */
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
  /** Milliseconds, UTC; `endsMs` is exclusive. */
  startsMs: number;
  endsMs: number;
  /** The license asks for a credit. */
  asksForCredit?: boolean;
  /** Time to remove what was killed; absent: the default. */
  removeMs?: number | undefined;
  /** Time at which the version was stored. */
  atMs: number;
}

/** When the partner removed a killed item, as it acknowledged. Milliseconds, UTC. */
export interface Removal {
  killedMs: number;
  removedMs: number;
}

/** All facts about one publication. */
export interface Facts {
  reported: Reported;
  /** Deliveries of the article under the license. */
  supplied: SuppliedVersion[];
  /** Ascending. Empty: the catalogue does not have the item. */
  changes: ItemChange[];
  embargoedUntilMs: number | null;
  /** Acknowledged removals of the item. */
  removals: Removal[];
  /** Ascending, never empty. */
  versions: LicenseVersion[];
  nowMs: number;
}
