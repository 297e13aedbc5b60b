/** Types that isolates and monitors exchange over RPC. Plain data: add optional fields, remove none. */
import type { Failure } from '../platform/request-scope.ts';
import type { AlertKind } from './kinds.ts';

export interface Alert {
  id: string;
  kind: AlertKind;
  object: string | null;
  /** `pending`: the condition holds, but not for long enough to notify anyone. */
  state: 'pending' | 'firing' | 'resolved';
  detail: string;
  /** JSON of the message whose English text is `detail`. Absent or null if there is none. */
  message?: string | null;
  /** When the condition began. Milliseconds, UTC, like all instants here. */
  sinceMs: number;
  /**
   * Consecutive checks in which the condition held, up to the first notification, and then those in which it
   * did not.
   */
  held: number;
  clear: number;
  /** Number of `alert.firing` notifications, and the time of the last one. */
  notifications: number;
  notifiedMs: number;
  resolvedMs: number | null;
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'overtaken';

export interface Delivery {
  message: string;
  hook: string;
  state: DeliveryState;
  tries: number;
  /** Time of the last try. Milliseconds, UTC. */
  atMs: number | null;
  status: number | null;
  reason: string | null;
}

export interface AlertWithDeliveries extends Alert {
  deliveries: (Delivery & { sentMs: number })[];
}

export interface WatchState {
  /** Time of the last check, in milliseconds, UTC. 0 if there was none. */
  checkedMs: number;
  firing: AlertWithDeliveries[];
  /** Newest first. */
  resolved: AlertWithDeliveries[];
}

export interface Failures {
  kind: Failure;
  /** Start of the minute. Milliseconds, UTC. */
  minuteMs: number;
  count: number;
}

export type SendFailure =
  /** The hook is no longer configured, or its secret is missing. */
  | 'not_configured'
  | 'timed_out'
  | 'unreachable'
  /** The receiver answers with a status other than 2xx. */
  | 'refused';

export interface TestResult {
  hook: string;
  delivered: boolean;
  status: number | null;
  reason: SendFailure | null;
  tookMs: number;
}
