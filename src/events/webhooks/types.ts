/** Webhooks: plain data, since it crosses RPC. Add optional fields, remove none. */

/** `unverified`: its receiver has not answered a challenge yet. */
export type WebhookStatus = 'unverified' | 'active' | 'disabled';

/** `refused`: any other status than 2xx. */
export type PushResult = 'delivered' | 'refused' | 'redirected' | 'timed_out' | 'unreachable';

/** One request to an endpoint. */
export interface PushAttempt {
  /** `webhook-id`. */
  event: string;
  type: string;
  /** ISO 8601 UTC. */
  at: string;
  /** 1 for the first. */
  attempt: number;
  result: PushResult;
  /** HTTP status; null if there was no answer. */
  status: number | null;
  latencyMs: number;
  /** When the next one is due, ISO 8601 UTC; null: there is none. */
  nextAt: string | null;
}

export interface WebhookProgress {
  waiting: number;
  /** ISO 8601 UTC, or null. */
  lastDeliveredAt: string | null;
  failingSince: string | null;
  nextAt: string | null;
}

export type TestAnswer =
  | { kind: 'sent'; attempt: PushAttempt; isVerified: boolean }
  /** Another one was sent within the last second. */
  | { kind: 'too_soon' };
