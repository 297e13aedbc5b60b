/** RPC interface of the object of an endpoint. Types alone, as `ledger/rpc.ts`. */
import type { NumberedEvent } from '../../ledger/events/types.ts';
import type { PushAttempt, TestAnswer, WebhookProgress } from './types.ts';

export interface WebhookRpc extends Rpc.DurableObjectBranded {
  /** Makes a secret. Those before are valid for `overlapMs` more. */
  rotate(overlapMs: number): Promise<string>;
  /**
   * Takes events of a license over, and begins to send them. Returns the place of the last one that it has
   * taken, now or before; those after it have to wait. Repetition does not matter.
   */
  take(license: string, events: NumberedEvent[]): Promise<number>;
  /** Sends events again, whatever has become of them. Returns how many. */
  redeliver(events: NumberedEvent[]): Promise<number>;
  /** Sends a message that is about no article, and waits for the answer. */
  sendTest(kind: 'test' | 'challenge'): Promise<TestAnswer>;
  /** Newest first. */
  attempts(): Promise<PushAttempt[]>;
  progress(): Promise<WebhookProgress>;
  /** Goes on with what waits, by the settings of the catalogue: they have changed. */
  resume(): Promise<void>;
  /** Deletes all that it has stored, for good. */
  close(): Promise<void>;
}
