/**
 * RPC interfaces of objects. Only types, so that callers import no code of the object. Old and new releases
 * call each other: add optional parameters, remove no method.
 */

import type { EventsAnswer, EventsRequest, NumberedEvent } from './events/types.ts';
import type { Target } from './move/mover.ts';
import type { Move } from './move/types.ts';
import type {
  AcknowledgementAnswer,
  AcknowledgementRequest,
  NoteAnswer,
  NoteRequest,
} from './notes/types.ts';
import type { LogAnswer, LogQuestion } from './transparency/types.ts';
import type {
  Change,
  CheckAnswer,
  CheckRequest,
  MeterAnswer,
  MeterRequest,
  NearQuota,
  OwnHealth,
  PartAnswer,
  PerRequestFields,
  RecordAllAnswer,
  RecordAllRequest,
  RecordAnswer,
  RecordRequest,
  UsedUnits,
} from './types.ts';

/** An object with logs. */
export interface LogKeeperRpc extends Rpc.DurableObjectBranded {
  /** Answers a question about checkpoints and proofs. The caller checks authorization. */
  log(question: LogQuestion): Promise<LogAnswer>;
  /** State of maintenance and queue, and work done. */
  health(): Promise<OwnHealth>;
  /** Ensures that an alarm is set. Called by the cron trigger. */
  poke(): Promise<void>;
}

/** An object with logs of entries, which is notified of catalogue changes. */
export interface EntryKeeperRpc extends LogKeeperRpc {
  /** Applies catalogue changes; returning acknowledges them. Order and repetition do not matter. */
  apply(changes: Change[]): Promise<void>;
  /**
   * Accepts a clock that was ahead and has been corrected: entries dated later than now no longer block the
   * object. Returns the date of the last entry, milliseconds; null: it was not later.
   */
  acceptClock(): Promise<number | null>;
  /** Size and root (hex) of a log's tree. */
  tree(license: string): Promise<{ size: number; root: string }>;
  /** Reads, checks, restores or releases one part of the archive. */
  archivePart(act: 'read' | 'check' | 'restore' | 'release', part: number): Promise<PartAnswer>;
}

export interface LedgerShardRpc extends EntryKeeperRpc, Target {
  /** Writes a delivery or refusal. Resolves when it is durable; if it rejects, nothing may be delivered. */
  record(request: RecordRequest): Promise<RecordAnswer>;
  /**
   * As `record`, for repeated requests: `text` is the request as JSON without `perRequest`. Returns a
   * `compactAnswer`. A caller with another first delivery of the grant is as stale as one with old terms.
   * `untilMs`: deadline of the caller, by this object's clock as far as the caller knows it. No group begins
   * with the request after that, or later than `RECORD_WAIT_MS` after it arrived.
   */
  recordRepeated(
    text: string,
    perRequest?: PerRequestFields,
    knownFirst?: string,
    untilMs?: number,
  ): Promise<RecordAnswer | string>;
  /** As `record`, for deliveries in one response: one transaction, and nothing is written if any is stale. */
  recordAll(request: RecordAllRequest): Promise<RecordAllAnswer>;
  /** Enters notes, as many as fit into one group, all or none. Idempotent. */
  note(request: NoteRequest): Promise<NoteAnswer>;
  /** The next events of a license, in order. Waits if there are none. */
  events(request: EventsRequest): Promise<EventsAnswer>;
  /** As `note`, for an acknowledgement of an event. Nothing is entered if the license has no such event. */
  acknowledge(request: AcknowledgementRequest): Promise<AcknowledgementAnswer>;
  /** Those of these events that a license has, in order. The caller checks authorization. */
  eventsById(license: string, ids: string[]): Promise<NumberedEvent[] | { kind: 'elsewhere' }>;
  /** Checks whether a decision without an entry was made on the current state. */
  check(request: CheckRequest): Promise<CheckAnswer>;
  /** Units that a delivery would add to the bill now. Writes nothing. Null: the license is unknown here. */
  meter(request: MeterRequest, atMs: number): Promise<MeterAnswer | null>;
  /** Usage of a license in the current windows. Null: the license is unknown here. */
  used(id: string, atMs: number): Promise<UsedUnits | null>;
  /**
   * Licenses that have used at least this share of their quota, as of at most half a minute ago. Scans all
   * licenses after a change of one.
   */
  nearQuota(share: number, limit: number): Promise<{ items: NearQuota[]; count: number }>;
  /** Whether `beginMove` would begin or continue. */
  mayMove(partner: string, target: string): Promise<boolean>;
  /** Begins or continues the move of a partner. Null: it moves elsewhere, or is unknown here. */
  beginMove(partner: string, target: string): Promise<Move | null>;
}
