/** What isolates and the objects that watch say to each other of alerts. Plain data: add optional fields, remove none. */
import type { Failure } from '../platform/request-scope.ts';
import type { AlertKind } from './kinds.ts';

export interface Alert {
  id: string;
  kind: AlertKind;
  object: string | null;
  /** `pending`: it holds, and not for long enough to tell anybody. */
  state: 'pending' | 'firing' | 'resolved';
  detail: string;
  /** JSON of the message that `detail` is the text of; absent or null: it has none. */
  message?: string | null;
  /** Instants in milliseconds, UTC. Since when it holds. */
  sinceMs: number;
  /** Looks in a row in which it held, up to when it was told; and then in which it did not hold any more. */
  held: number;
  clear: number;
  /** How often it was told that it fires, and when last. */
  told: number;
  toldMs: number;
  overMs: number | null;
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'overtaken';

export interface Delivery {
  message: string;
  hook: string;
  state: DeliveryState;
  tries: number;
  /** Of the last try. Milliseconds, UTC. */
  atMs: number | null;
  status: number | null;
  reason: string | null;
}

export interface ToldAlert extends Alert {
  /** Of all its messages, the oldest first. */
  deliveries: (Delivery & { sentMs: number })[];
}

export interface WatchState {
  /** When it last looked, milliseconds, UTC; 0: never. */
  lookedMs: number;
  firing: ToldAlert[];
  /** Newest first. */
  over: ToldAlert[];
}

/** Requests that failed, by the minute. */
export interface Failures {
  kind: Failure;
  /** Milliseconds, UTC: when the minute began. */
  minuteMs: number;
  count: number;
}

export type SendFailure =
  /** Not among the hooks any more, or its secret is not there. */
  | 'not_configured'
  | 'timed_out'
  | 'unreachable'
  /** The receiver answers with a status that is none of success. */
  | 'refused';

/** How a hook took a test. */
export interface Tried {
  hook: string;
  delivered: boolean;
  status: number | null;
  reason: SendFailure | null;
  tookMs: number;
}
