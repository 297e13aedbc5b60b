/**
 * What objects answer over RPC. Types alone, and of nothing but types: an isolate that calls an object imports none of it. Old and new
 * releases call each other: add optional parameters, remove no method.
 */

import type { EventsAnswer, EventsRequest } from './events/types.ts';
import type { Arrived, Chunk, Inventory, Move, PartnerSnapshot } from './move/types.ts';
import type { NoteAnswer, NoteRequest } from './notes/types.ts';
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

/** An object that keeps logs, of whatever. */
export interface LogKeeperRpc extends Rpc.DurableObjectBranded {
  /** A question about checkpoints and proofs. Who may ask is the caller's business. */
  log(question: LogQuestion): Promise<LogAnswer>;
  /** How its upkeep stands, who waits, and what it has done. */
  health(): Promise<OwnHealth>;
  /** Makes sure that an alarm is set: what `scheduled` pokes. */
  poke(): Promise<void>;
}

/** An object that keeps logs of entries, and is told of changes of the catalogue. */
export interface EntryKeeperRpc extends LogKeeperRpc {
  /** Takes over changes of the catalogue; returning is the acknowledgement. Order and repetition do not matter. */
  apply(changes: Change[]): Promise<void>;
  /**
   * For when the clock was ahead and has been set right: what is dated later than now does not hold the object up
   * any more. The date of the last entry before, milliseconds; null: it was not dated later.
   */
  acceptClock(): Promise<number | null>;
  /** Size and root (hex) of a log's tree. */
  tree(license: string): Promise<{ size: number; root: string }>;
  /** One part of the archive: its entries, whether they are sound, its rows into D1's log, or out of it again. */
  archivePart(act: 'read' | 'check' | 'restore' | 'release', part: number): Promise<PartAnswer>;
}

export interface LedgerShardRpc extends EntryKeeperRpc {
  /** Writes a delivery or refusal. Resolves only when it is durable; rejects when it is not: then nothing may leave. */
  record(request: RecordRequest): Promise<RecordAnswer>;
  /**
   * As `record`, for what is asked again and again: `text` is the request as JSON, but for `besides`. Answers `inBrief`; a caller that
   * knows another delivery as the grant's first is as stale as one that judged on old terms. `untilMs`: until then the caller waits, as far as
   * it knows this object's clock. No group is begun with it after that, nor later than `RECORD_WAIT_MS` after it came, by the clock here.
   */
  recordAgain(
    text: string,
    besides?: PerRequestFields,
    known?: string,
    untilMs?: number,
  ): Promise<RecordAnswer | string>;
  /** As `record`, of deliveries that leave together: one transaction, and of what is stale nothing is written. */
  recordAll(request: RecordAllRequest): Promise<RecordAllAnswer>;
  /** Enters notes, as many as go into a group together or not at all; what was entered before is answered, and not entered again. */
  note(request: NoteRequest): Promise<NoteAnswer>;
  /** The next events of a license, in order; waits for one if there is none. */
  events(request: EventsRequest): Promise<EventsAnswer>;
  /** Whether a decision that leads to no entry was made on the current state. */
  check(request: CheckRequest): Promise<CheckAnswer>;
  /** What a delivery at this instant would add to the bill. Writes nothing. Null: the license is not known here. */
  meter(request: MeterRequest, atMs: number): Promise<MeterAnswer | null>;
  /** What has been used of a license at this instant. Null: the license is not known here. */
  used(id: string, atMs: number): Promise<UsedUnits | null>;
  /**
   * Licenses that have used this share of their quota, or more: as of up to half a minute ago, or since
   * the last change of a license; for that, all have to be looked at.
   */
  nearQuota(share: number, limit: number): Promise<{ items: NearQuota[]; count: number }>;
  /** Whether `beginMove` would begin, or go on. */
  mayMove(partner: string, target: string): Promise<boolean>;
  /** Begins to move a partner, or goes on. Null: it is on its way elsewhere, or not known here. */
  beginMove(partner: string, target: string): Promise<Move | null>;
  takeChunk(chunk: Chunk): Promise<void>;
  takeLuggage(snapshot: PartnerSnapshot): Promise<void>;
  inventory(licenses: string[]): Promise<Inventory>;
  arrivedOf(license: string): Promise<Arrived>;
  arrived(partner: string): Promise<void>;
}
