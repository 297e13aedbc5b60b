/** RPC interface of the object of an endpoint. Types alone, as `ledger/rpc.ts`. */
import type { EndpointSettings, NumberedEvent } from '../../ledger/events/types.ts';
import type { PushAttempt, TestAnswer, WebhookProgress } from './types.ts';

export interface WebhookRpc extends Rpc.DurableObjectBranded {
  /** Creates a secret. Those before are valid for `overlapMs` more. */
  rotate(overlapMs: number): Promise<string>;
  /**
   * Takes settings and events over, and begins to send. Returns the number of the last event that it has
   * taken, now or before; those after it have to wait. Idempotent. An endpoint that is deleted loses all that
   * is stored.
   */
  take(settings: EndpointSettings, events: NumberedEvent[]): Promise<number>;
  /** Sends events again. Returns how many. Null: the endpoint is not active. */
  redeliver(events: NumberedEvent[]): Promise<number | null>;
  /** Sends a message that is about no article to this address, and waits for the answer. */
  sendTest(kind: 'test' | 'challenge', url: string): Promise<TestAnswer>;
  /** Newest first. With an event, all that are retained of it. */
  attempts(event?: string): Promise<PushAttempt[]>;
  progress(): Promise<WebhookProgress>;
}
