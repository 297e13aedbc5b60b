/** Events of a license, for its partner. Plain data that crosses RPC: add optional fields, remove none. */
import type { Quota } from '../../rights/terms.ts';
import type { Caller, KeyRefusal } from '../types.ts';

export const EVENT_TYPES = [
  'article.killed',
  'article.corrected',
  'article.held',
  'article.released',
  'article.updated',
  'embargo.lifted',
  'picture.eliminated',
  'recall.overdue',
  'quota.threshold',
  'key.expiring',
  'license.ending',
  'license.suspended',
  'license.ended',
  'endpoint.disabled',
  'statement.closed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Events that a license has only once it asks for their type: most partners follow the changes instead. */
export const OPT_IN_TYPES: readonly string[] = ['article.updated'];

/**
 * An item change that holders are notified of: a row of the catalogue's `changes`, or `lift`, the end of an
 * embargo.
 */
export interface ItemChange {
  seq: number;
  item: string;
  version: string;
  changeType: string;
  /** ISO 8601 UTC. */
  at: string;
  /** Why it was killed or held, in the agency's words for partners. */
  notice?: string;
}

/** Events have no content; an authorized client requests the article. */
export interface LicenseEvent {
  /** `evt_…`, derived from the change, so that applying it again creates no other event. */
  id: string;
  type: EventType;
  /** Time of the agency's change, ISO 8601 UTC. */
  at: string;
  license: string;
  /** Item and version of events about an article. */
  article?: string;
  version?: string;
  /** The item that contained the article when the license received it, such as a package. Absent: none. */
  within?: string;
  /** Recall to which the event belongs: the same for all its holders. Absent: none. */
  recall?: string;
  /** Why the article was killed or held, in the agency's words for partners. */
  notice?: string;
  /** When the partner must have acted, ISO 8601 UTC. Absent: no deadline. */
  dueAt?: string;
  /** Event of the recall whose deadline has passed: to acknowledge this event is to acknowledge that one. */
  overdue?: { event: string; type: EventType };
  /** Key that expires. */
  key?: string;
  /** When the key or the license ends, ISO 8601 UTC. */
  endsAt?: string;
  /** State of the quota when it reached a threshold. */
  quota?: QuotaReached;
  /** Closed statement, and its period. */
  statement?: string;
  period?: string;
  /** The endpoint that is disabled, and why. */
  endpoint?: string;
  reason?: DisabledReason;
}

/**
 * `failing`: it has taken no event for days. `gone`: it has answered 410. `partner`, `agency`: who has
 * disabled or deleted it, or given it another address.
 */
export const DISABLED_REASONS = ['failing', 'gone', 'partner', 'agency'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

export interface QuotaReached {
  /** Threshold that was reached, percent. */
  percent: number;
  /** Billable units. */
  used: number;
  limit: number;
  per: Quota['per'];
}

/** What the object of an endpoint must know of it. */
export interface EndpointSettings {
  url: string;
  /** Types of the events that are pushed. Null: all. */
  types: string[] | null;
  isActive: boolean;
  isDeleted?: boolean;
  /** A later change has a greater one. */
  version: number;
}

/** An endpoint, as its shard is told of it. */
export interface EndpointState extends EndpointSettings {
  id: string;
  license: string;
  /** Set if the change has disabled it. */
  reason?: DisabledReason;
  /** ISO 8601 UTC. */
  at: string;
}

/** An event with its number in its license, from 1. */
export interface NumberedEvent {
  n: number;
  event: LicenseEvent;
}

export interface EventsRequest {
  license: string;
  /** Only the key is checked, not the license: recalls also apply to ended and suspended licenses. */
  caller: Caller;
  /** Number of the caller's last event; 0: none. */
  after: number;
  limit: number;
  /** Types that are listed. Absent: all but those of `OPT_IN_TYPES`. */
  types?: EventType[] | undefined;
  /** Longest wait for an event, milliseconds. */
  waitMs: number;
}

export type EventsAnswer =
  | { kind: 'ok'; events: NumberedEvent[]; more: boolean }
  | { kind: 'refused'; code: KeyRefusal }
  /** The license is not, or no longer, in this shard. */
  | { kind: 'elsewhere' };
