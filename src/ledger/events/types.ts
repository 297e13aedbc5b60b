/** Events of a license: what its partner is notified of. Plain data, since it crosses RPC: add optional fields, remove none. */
import type { Caller, KeyRefusal } from '../types.ts';

export const EVENT_TYPES = [
  'article.killed',
  'article.corrected',
  'article.held',
  'article.released',
  'picture.eliminated',
  'license.suspended',
  'license.ended',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** A change of an item that those who hold it are notified of: a row of the catalogue's `changes`. */
export interface ItemChange {
  seq: number;
  item: string;
  version: string;
  changeType: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** An event never has content: whoever may read the article asks for it. */
export interface LicenseEvent {
  /** `evt_…`; the same for a change however often it is applied. */
  id: string;
  type: EventType;
  /** ISO 8601 UTC: when the agency made the change. */
  at: string;
  license: string;
  /** Item and version of events about an article. */
  article?: string;
  version?: string;
  /** The item within which the license received the article, such as a package. Absent: by itself. */
  within?: string;
}

/** An event and its place among those of its license, from 1. */
export interface NumberedEvent {
  n: number;
  event: LicenseEvent;
}

export interface EventsRequest {
  license: string;
  /** Its key is judged, not its license: what has ended or is suspended must still be taken back. */
  caller: Caller;
  /** Place of the last event that the caller has. 0: none. */
  after: number;
  limit: number;
  /** How long the answer may wait for an event, milliseconds. */
  waitMs: number;
}

export type EventsAnswer =
  | { kind: 'ok'; events: NumberedEvent[]; more: boolean }
  | { kind: 'refused'; code: KeyRefusal }
  /** The license is not, or no longer, in this shard. */
  | { kind: 'elsewhere' };
