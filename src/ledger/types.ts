/**
 * RPC contract between isolates and ledger objects: plain data. Different releases must understand each
 * other: add optional fields, remove none.
 */

import type { RecallTimes } from '../rights/license/recall.ts';
import type { Quota } from '../rights/terms.ts';
import type { Entitlement } from '../rights/types.ts';
import type { EndpointState, ItemChange, LicenseEvent } from './events/types.ts';
import type { NoteEntry } from './notes/types.ts';
import type { Finding, LogAnswer, LogQuestion, MergeDelayStatus } from './transparency/types.ts';

export type Outcome = 'permit' | 'deny';

/** Versions of the state on which a decision was made. The object refuses decisions on older state. */
export interface JudgedOn {
  licenseVersion: number;
  epoch: number;
  /** Item id → catalogue sequence of the judged state. */
  items: Record<string, number>;
}

/** An entry of a license's log, stored as RFC 8785 JSON; its leaf is SHA-256(0x00 ‖ entry). */
export type Entry = UseEntry | NoteEntry;

/** Members of all entries. */
export interface EntryHead {
  v: 1;
  id: string;
  license: string;
  licenseVersion: number;
  index: number;
  /** ISO 8601 UTC, milliseconds; never before the previous entry. */
  at: string;
  env: 'live' | 'test';
  partner: string;
  outcome: Outcome;
  /** Refusal code; null for other entries. */
  code: string | null;
  /** Units that this entry added to the bill. */
  billable: number;
}

/** A delivery or refusal. */
export interface UseEntry extends EntryHead {
  kind: 'delivery' | 'refusal';
  title: string | null;
  key: string;
  article: string;
  uri: string;
  version: string;
  sections: string[];
  format: string;
  use: string | null;
  territory: string | null;
  channel: string | null;
  /** Other stated values of the use, by ODRL left operand. Absent if there are none. */
  stated?: Record<string, string | number>;
  /** Restrictions of the token, where narrower than the license. Absent if there are none. */
  narrowed?: Entitlement;
  decidedBy: string;
  policies: { id: string; version: number; sha256: string }[];
  /** `type`: type of the component at that time; absent: unknown. */
  delivered: { component: string; digest: string; supplier?: string; type?: string }[];
  /** Of a thumbnail: the component shown, with the digest of the thumbnail. */
  shown?: { component: string; digest: string; supplier?: string; type?: string }[];
  withheld: { component: string; code: string; decidedBy: string; type?: string }[];
  /** Components of the billed units. Absent if there are none. */
  billed?: string[];
}

/** Members of an entry that the isolate knows; the object adds id, index, at, billable. */
export type EntryDraft = Omit<
  UseEntry,
  'v' | 'id' | 'index' | 'at' | 'billable' | 'billed' | 'env' | 'partner' | 'license' | 'key'
>;

export interface Caller {
  partner: string;
  license: string;
  key: string;
  env: 'live' | 'test';
  /** Address of the request; absent: unknown. */
  address?: string;
  /** Absent for requests without a token. */
  token?: TokenUse;
  /** The request's DPoP proof (RFC 9449). */
  proof?: OneTimeId;
}

/** Claims of a token that only the object can check. */
export interface TokenUse {
  id: string;
  /** Generation of the secret for which it was issued. */
  generation: number;
}

/** Something that can be used only once, by its permanent id: a revoked token or a used proof. */
export interface OneTimeId {
  id: string;
  /** Its expiry in any case. Milliseconds, UTC. */
  untilMs: number;
}

export interface RecordRequest {
  caller: Caller;
  judged: JudgedOn;
  draft: EntryDraft;
  /** False for HEAD and 304: logged but never billed, and not a first delivery. */
  carriesContent: boolean;
  /**
   * Key of the grant: same license, item version and decision give the same key and receipt. Absent on
   * refusals.
   */
  grant?: string;
  /** The license's only title, if there is just one, to which deliveries without a title are billed. */
  soleTitle?: string;
}

/**
 * Members that differ between requests with the same text (`RecordRequest` as JSON, without these). The
 * object computes what depends on the text only once.
 */
export type PerRequestFields = Pick<Caller, 'address' | 'proof'>;

/** Deliveries in one response, such as entries of a feed: each is an entry, in this order. */
export interface RecordAllRequest {
  caller: Caller;
  /** All state judged for the response, including items that are not in it. */
  judged: JudgedOn;
  /**
   * For each, a `RecordRequest` of this caller as JSON, without `PerRequestFields`, with its own judged
   * state.
   */
  texts: string[];
  /** Deadline of the caller; nothing is written later. Milliseconds, UTC; absent: none. */
  untilMs?: number;
}

/** Members of a delivery that determine its units. */
export type MeterRequest = Pick<RecordRequest, 'caller' | 'draft' | 'carriesContent' | 'soleTitle'>;

/** Units that a delivery would add to the bill, and the state of the quota. Nothing is written. */
export interface MeterAnswer {
  /** Units that are not billed yet. */
  units: number;
  quota?: Quota & { used: number };
  allowed: boolean;
}

/** Billable units of the current day, month and term. */
export type UsedUnits = Record<Quota['per'], number>;

export type LicenseStatus = 'active' | 'suspended' | 'terminated';

/** The object's copy of a license: enough to check time, status and quota. */
export interface LicenseState {
  id: string;
  partner: string;
  version: number;
  status: LicenseStatus;
  /** Milliseconds, UTC. */
  startsMs: number;
  endsMs: number;
  /** Start of the billing term, as first notified; it stays when `starts` is corrected. */
  termMs?: number;
  quota?: Quota;
  /** Times to remove or replace what is recalled; absent: the defaults. */
  recall?: RecallTimes;
  /** IANA time zone of the quota's days and months; absent: UTC. */
  timeZone?: string;
}

export interface KeyState {
  id: string;
  license: string;
  status: 'active' | 'revoked';
  expiresMs?: number;
  version: number;
  /** Allowed CIDR blocks; absent: any address. */
  addresses?: string[];
  /** True: requires a proof of possession of the token's key (RFC 9449). */
  dpop?: boolean;
  /** Valid secrets and their expiry. */
  secrets: { generation: number; untilMs?: number }[];
}

export interface Fence {
  item: string;
  /** Least catalogue sequence on which a decision is accepted. */
  seq: number;
  killed: boolean;
}

/** First delivery of a grant, on which a receipt is based. */
export interface GrantRecord {
  id: string;
  /** Milliseconds, UTC. */
  atMs: number;
  index: number;
  /** base64 SHA-256. */
  leaf: string;
}

export interface Recorded {
  id: string;
  index: number;
  atMs: number;
  leaf: string;
  billable: number;
}

/** State that is newer in the object than in the isolate. */
export interface Current {
  license?: LicenseState;
  epoch: number;
  fences: Fence[];
}

/** Refusals that only the object can decide. */
export type ObjectRefusal = KeyRefusal | 'license_suspended' | 'license_expired' | 'quota_exceeded';

/** Refusals of the key or token, which are not logged. */
export type KeyRefusal =
  /** Revoked, expired, or issued for an expired secret. */
  'invalid_token' | 'address_refused' | 'proof_missing' | 'proof_replayed';

/** Start of a refused license whose term has not begun, with the time zone of its terms. */
export type LaterStart = Pick<LicenseState, 'startsMs' | 'timeZone'>;

/** Refusal by the state of key, license or partner. */
export interface StateRefusal {
  kind: 'refused';
  code: Exclude<ObjectRefusal, 'quota_exceeded'>;
  begins?: LaterStart;
}

export type RecordAnswer =
  | { kind: 'ok'; recorded: Recorded; first: GrantRecord | null }
  /** `recorded` is the entry of the refusal; null if it is not logged (a revoked key). */
  | {
      kind: 'refused';
      code: ObjectRefusal;
      recorded: Recorded | null;
      quota?: { limit: number; used: number };
      begins?: LaterStart;
    }
  | { kind: 'stale'; current: Current };

/** One answer for each, or none of them is written. They can differ only by the quota. */
export type RecordAllAnswer =
  | { kind: 'ok'; answers: Exclude<RecordAnswer, { kind: 'stale' }>[] }
  | StateRefusal
  | { kind: 'stale'; current: Current };

export interface CheckRequest {
  caller: Caller;
  judged: JudgedOn;
  /** A refusal that is only counted (unknown or uncovered id). */
  count?: string;
  /** Question to the license's own log in the same call, answered if the state is current. */
  log?: LogQuestion;
  /** Milliseconds, UTC: also answers the usage of the license at this time. */
  usedAtMs?: number;
  /** As in `RecordAllRequest`. */
  untilMs?: number;
}

export type CheckAnswer =
  | { kind: 'ok'; log?: LogAnswer; used?: UsedUnits | null }
  | StateRefusal
  | { kind: 'stale'; current: Current };

/** Role of an operator: see access/roles.ts. */
export type Role = 'owner' | 'desk' | 'ingest' | 'auditor';

export interface OperatorState {
  id: string;
  role: Role;
  status: 'active' | 'suspended' | 'revoked';
  /** Generation of its only valid secret. */
  generation: number;
  version: number;
}

/** A console session in one browser. Times are milliseconds, UTC. */
export interface SessionState {
  /** SHA-256, base64url, of the browser's cookie value. */
  id: string;
  operator: string;
  /** Name of the operator when the session began. */
  name: string;
  /** The session ends if the role changes. */
  role: Role;
  /** Issuer of the identity provider; absent: a key of the gateway. */
  via?: string;
  createdMs: number;
  /** Time of its last request, to a minute. */
  seenMs: number;
  /** Absolute expiry. */
  expiresMs: number;
}

export interface SessionRequest extends Pick<SessionState, 'id' | 'operator' | 'name' | 'via'> {
  /** Generation of the operator's secret: a rotated key or a lost role ends the session. */
  generation: number;
  /** The access token that opens the session, which uses it up. */
  token?: OneTimeId;
  /** Expiry of the operator's key, which also ends its sessions. Milliseconds, UTC. */
  untilMs?: number;
  /** The previous session of the same browser, which ends. */
  instead?: string;
}

/**
 * An operator's action. `before` and `after`: hex SHA-256 of the resource's RFC 8785 form, null if there was
 * none.
 */
export interface Action {
  id: string;
  operator: string;
  act: string;
  resource: string;
  /** The license whose answer an operator has entered. */
  holder?: string;
  /** What a change did, if it has a verb of its own: `kill`, `terminate`. */
  change?: string;
  /** Names of the changed members, sorted. Absent: none, or the resource did not exist before or after. */
  changed?: string[];
  before: string | null;
  after: string | null;
  /** Time of the request, ISO 8601 UTC. */
  done: string;
  /** Origin other than a route of the desk: the issuer of an identity provider, or `command`. */
  via?: string;
  /** Reason, if one is required. */
  reason?: string;
}

/** Why an object commits nothing: clocks disagree. */
export type ClockFault =
  /** The last entry is dated later than now: the clock was ahead then, or is behind now. */
  | { kind: 'behind_log'; aheadMs: number }
  /** Negative `aheadMs`: the object's clock is behind. */
  | { kind: 'apart_from_database'; aheadMs: number }
  | { kind: 'apart_from_callers'; aheadMs: number };

/** Current figures, and sums since the object started. */
export interface GroupFigures {
  /** Weight and bytes of waiting requests. */
  waiting: number;
  bytes: number;
  turnedAway: number;
  gone: number;
}

export interface WorkDone {
  /** Commits by number of callers, for each bound; the last is beyond all bounds. */
  commits: number[];
  /** Total callers of commits. */
  callers: number;
  /** Statements that wrote entries or counts to D1, and their rows. */
  drainStatements: number;
  drainRows: number;
}

/**
 * An object's report on itself. Instants in milliseconds, UTC; 0: never. Optional members depend on the class
 * of the object.
 */
export interface OwnHealth {
  /** Entries not yet in D1, and the time of the oldest. */
  backlog: number;
  backlogSince: string | null;
  /** Sequence of the last drained entry. */
  drained?: number;
  alarmAtMs: number | null;
  alarmRanMs?: number;
  drainFailures: number;
  checkedAtMs: number;
  walkedAtMs: number;
  logFindings?: Finding[];
  promises?: MergeDelayStatus;
  /** Agency log only: since when no stored checkpoint covers all of its roots; null: all are covered. */
  uncoveredSinceMs?: number | null;
  /** Time at which it last found D1 restored to an earlier point. */
  rollbackAtMs?: number;
  /** Why the object commits nothing, or recently refused a caller, because of clocks; null: clocks agree. */
  clockFault?: ClockFault | null;
  /** Time at which earlier dates than the last entry's were last accepted; 0: never. */
  earlierDatesAtMs?: number;
  /**
   * Requests that wait for a commit, and those not written because there were too many or they were too late.
   */
  group?: GroupFigures;
  work?: WorkDone;
}

/** A license that has used most of its quota in the current window. */
export interface NearQuota {
  license: string;
  partner: string;
  quota: Quota;
  used: number;
  /** IANA time zone of its days and months. */
  timeZone: string;
  /** End of the term. Milliseconds, UTC. */
  endsMs: number;
}

export type PartFault = 'file_missing' | 'file_changed' | 'entry_changed';

export type PartAnswer =
  | { ok: true; lines: string[] }
  | { ok: false; reason: PartFault | 'part_unknown' | 'rows_differ'; detail: string };

/** A legal hold on a license, partner or article, which overrides retention. */
export interface Hold {
  id: string;
  kind: 'license' | 'partner' | 'article';
  /** Id of the held resource. */
  target: string;
  reason: string;
  operator: string;
  /** ISO 8601 UTC. */
  since: string;
  /** 1 initially, 2 once released, which is final. */
  version: number;
  released?: { at: string; operator: string; reason: string };
}

/** A catalogue change for an object. Idempotent and commutative: versions decide, not order. */
export type Change =
  | { kind: 'license'; license: LicenseState }
  | {
      kind: 'key';
      key: KeyState;
    }
  /** A token revoked by its client; `license` is '' for an operator's. */
  | { kind: 'token'; token: OneTimeId & { license: string } }
  | { kind: 'partner'; partner: { id: string; status: 'active' | 'suspended'; version: number } }
  | {
      kind: 'operator';
      operator: OperatorState;
    }
  /** An operator's action, for the operators' log. */
  | { kind: 'action'; action: Action }
  | { kind: 'epoch'; epoch: number }
  | { kind: 'hold'; hold: Hold }
  | { kind: 'endpoint'; endpoint: EndpointState }
  /** An event that the shard does not derive from another change. */
  | { kind: 'event'; event: LicenseEvent }
  /**
   * `change`: the change for events of holders. `isForwarded`: sent by a shard that a partner has left.
   */
  | { kind: 'fence'; fence: Fence; change?: ItemChange | null; isForwarded?: boolean };
