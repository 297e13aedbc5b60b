/** What isolates and the objects that watch say to each other of alerts. Plain data: add optional fields, remove none. */
import type { Delivery } from '../object-store/alerts.ts';
import type { Alert } from './advance.ts';
import type { SendFailure } from './send.ts';

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

/** How a hook took a test. */
export interface Tried {
  hook: string;
  delivered: boolean;
  status: number | null;
  reason: SendFailure | null;
  tookMs: number;
}
