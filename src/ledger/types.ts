/**
 * The contract between the worker's isolates and a ledger object. Everything here crosses RPC, so it is plain
 * data. Within one release old and new sides must understand each other: add optional fields, remove none.
 */
import type { Quota } from '../rights/terms.ts';
import type { Entitlement } from '../rights/types.ts';
import type { ItemChange } from './events/types.ts';
import type { NoteEntry } from './notes/types.ts';
import type { Finding, LogAnswer, LogQuestion, MergeDelayStatus } from './transparency/types.ts';

export type Outcome = 'permit' | 'deny';

/** Which version of the world a decision was made on. The object refuses to log a decision made on an older one. */
export interface JudgedOn {
  licenseVersion: number;
  epoch: number;
  /** Item id → the catalogue sequence of the state that was judged. */
  items: Record<string, number>;
}

/** An entry of a license's log, RFC 8785 JSON when written; the leaf is SHA-256(0x00 ‖ entry). */
export type Entry = UseEntry | NoteEntry;

/** What every entry has, whatever its kind. */
export interface EntryHead {
  v: 1;
  id: string;
  license: string;
  licenseVersion: number;
  index: number;
  /** ISO 8601 UTC, milliseconds; never earlier than the entry before it. */
  at: string;
  env: 'live' | 'test';
  partner: string;
  outcome: Outcome;
  /** Refusal code; null on all that is no refusal. */
  code: string | null;
  /** Units that this entry added to the bill. */
  billable: number;
}

/** What was let out, or not. */
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
  /** What else was stated of the use, by ODRL left operand. Absent when nothing was. */
  stated?: Record<string, string | number>;
  /** What the token left of the license, part by part, where it named less. Absent when nothing. */
  narrowed?: Entitlement;
  decidedBy: string;
  policies: { id: string; version: number; sha256: string }[];
  /** `type`: what the component was then; absent: not known. */
  delivered: { component: string; digest: string; supplier?: string; type?: string }[];
  /** Of a thumbnail: the component that was shown small, with the digest of what was shown. */
  shown?: { component: string; digest: string; supplier?: string; type?: string }[];
  withheld: { component: string; code: string; decidedBy: string; type?: string }[];
  /** The components that the billed units are of. Absent when there are none. */
  billed?: string[];
}

/** What the isolate knows of an entry before it is written; the object adds id, index, at, billable. */
export type EntryDraft = Omit<
  UseEntry,
  'v' | 'id' | 'index' | 'at' | 'billable' | 'billed' | 'env' | 'partner' | 'license' | 'key'
>;

export interface Caller {
  partner: string;
  license: string;
  key: string;
  env: 'live' | 'test';
  /** Where the request comes from; absent: unknown. */
  address?: string;
  /** Absent: of a question that no token came with. */
  token?: TokenUse;
  /** Of the DPoP proof that came with the request (RFC 9449). */
  proof?: OneTimeId;
}

/** What a token says of itself that only the object can judge. */
export interface TokenUse {
  id: string;
  /** Of the key's secret that it was issued for. */
  generation: number;
}

/** What has been used up, by an id that names it for good: a revoked token, a proof that was shown. */
export interface OneTimeId {
  id: string;
  /** When it would have ended anyhow. Milliseconds, UTC. */
  untilMs: number;
}

export interface RecordRequest {
  caller: Caller;
  judged: JudgedOn;
  draft: EntryDraft;
  /** False for HEAD and 304: logged, never billed, and no first delivery, since nothing leaves. */
  carriesContent: boolean;
  /** Names the grant: same license, item version and decision → same key → same receipt. Absent on refusals. */
  grant?: string;
  /** The license's only title, when it has just one: what states no title is billed for it. */
  soleTitle?: string;
}

/**
 * What differs between two requests of the same text (`RecordRequest` as JSON, without these): the object works out only once what
 * follows from the text.
 */
export type PerRequestFields = Pick<Caller, 'address' | 'proof'>;

/** Deliveries that leave together, as the entries of a feed do: each an entry of its own, in this order. */
export interface RecordAllRequest {
  caller: Caller;
  /** All that was judged for the answer, also what does not leave with it. */
  judged: JudgedOn;
  /** Each a `RecordRequest` of this caller as JSON, without `RecordBesides`, judged on what concerns itself. */
  texts: string[];
  /** Until then somebody waits for the answer; afterwards nothing is written any more. Milliseconds, UTC; absent: not said. */
  untilMs?: number;
}

/** Of a delivery, what is billed by. */
export type MeterRequest = Pick<RecordRequest, 'caller' | 'draft' | 'carriesContent' | 'soleTitle'>;

/** What a delivery would add to the bill, and how the quota stands. Nothing is written for it. */
export interface MeterAnswer {
  /** Units that are not on the bill yet. */
  units: number;
  quota?: Quota & { used: number };
  allowed: boolean;
}

/** Billable units of the day, month and term that an instant falls into. */
export type UsedUnits = Record<Quota['per'], number>;

export type LicenseStatus = 'active' | 'suspended' | 'terminated';

/** The object's copy of a license: what it needs to judge time, status and quota by itself. */
export interface LicenseState {
  id: string;
  partner: string;
  version: number;
  status: LicenseStatus;
  /** Milliseconds, UTC. */
  startsMs: number;
  endsMs: number;
  /** Start of the term that units are billed in, as first told: the object keeps it when `starts` is corrected. */
  termMs?: number;
  quota?: Quota;
  /** IANA name of the zone whose days and months the quota counts in; absent: UTC. */
  timeZone?: string;
}

export interface KeyState {
  id: string;
  license: string;
  status: 'active' | 'revoked';
  expiresMs?: number;
  version: number;
  /** CIDR blocks that it may be used from; absent: from anywhere. */
  addresses?: string[];
  /** True: only with a proof that the token's key is at hand (RFC 9449). */
  dpop?: boolean;
  /** Secrets that are good, and until when. */
  secrets: { generation: number; untilMs?: number }[];
}

export interface Fence {
  item: string;
  /** Least catalogue sequence that may still be judged on. */
  seq: number;
  killed: boolean;
}

/** The first delivery of a grant: what a receipt is made of. */
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

/** What the object knows better than the isolate that asked. */
export interface Current {
  license?: LicenseState;
  epoch: number;
  fences: Fence[];
}

/** Refusals that only the object can decide. */
export type ObjectRefusal = KeyRefusal | 'license_suspended' | 'license_expired' | 'quota_exceeded';

/** Refusals of the key or the token: nothing is entered in the log for them. */
export type KeyRefusal =
  /** Revoked, expired, or issued for a secret that is over. */
  'invalid_token' | 'address_refused' | 'proof_missing' | 'proof_replayed';

export type RecordAnswer =
  | { kind: 'ok'; recorded: Recorded; first: GrantRecord | null }
  /** `recorded` is the refusal's own entry; null where nothing may be entered (a revoked key). */
  | {
      kind: 'refused';
      code: ObjectRefusal;
      recorded: Recorded | null;
      quota?: { limit: number; used: number };
    }
  | { kind: 'stale'; current: Current };

/** One answer for each, or none of them is written. Only the quota tells one from another. */
export type RecordAllAnswer =
  | { kind: 'ok'; answers: Exclude<RecordAnswer, { kind: 'stale' }>[] }
  | { kind: 'refused'; code: Exclude<ObjectRefusal, 'quota_exceeded'> }
  | { kind: 'stale'; current: Current };

export interface CheckRequest {
  caller: Caller;
  judged: JudgedOn;
  /** A refusal that is only counted (unknown or uncovered id). */
  count?: string;
  /** Asked of the license's own log in the same call, and answered when the state is current. */
  log?: LogQuestion;
  /** Milliseconds, UTC: what has been used of the license by then is answered, too. */
  usedAtMs?: number;
  /** As in `RecordAllRequest`. */
  untilMs?: number;
}

export type CheckAnswer =
  | { kind: 'ok'; log?: LogAnswer; used?: UsedUnits | null }
  | { kind: 'refused'; code: Exclude<ObjectRefusal, 'quota_exceeded'> }
  | { kind: 'stale'; current: Current };

/** What an operator may do: see access/roles.ts. */
export type Role = 'owner' | 'desk' | 'ingest' | 'auditor';

export interface OperatorState {
  id: string;
  role: Role;
  status: 'active' | 'suspended' | 'revoked';
  /** Of the only secret that is good. */
  generation: number;
  version: number;
}

/** Somebody who is signed in to the console, in one browser. Times are milliseconds, UTC. */
export interface SessionState {
  /** SHA-256, base64url, of what the browser's cookie holds. */
  id: string;
  operator: string;
  /** The operator's when it began. */
  name: string;
  /** The session ends when it is another one. */
  role: Role;
  /** Issuer of the identity provider that it began with; absent: a key of ours. */
  via?: string;
  createdMs: number;
  /** Of its last request, to a minute. */
  seenMs: number;
  /** Its end, however much it is used. */
  expiresMs: number;
}

export interface SessionRequest extends Pick<SessionState, 'id' | 'operator' | 'name' | 'via'> {
  /** Of the operator that it rests on: a key that is rotated, or a role that is lost, ends it. */
  generation: number;
  /** The access token that opens it, and is used up by that. */
  token?: OneTimeId;
  /** End of the operator's key: no session of it lives longer. Milliseconds, UTC. */
  untilMs?: number;
  /** The session that the same browser had before: it ends. */
  instead?: string;
}

/** One act of an operator. `before` and `after`: hex SHA-256 of the resource's RFC 8785 form, null when there was none. */
export interface Action {
  id: string;
  operator: string;
  act: string;
  resource: string;
  before: string | null;
  after: string | null;
  /** ISO 8601 UTC: when it was asked for. */
  done: string;
  /** Where it comes from when not from a route of the desk: the issuer of an identity provider, or `command`. */
  via?: string;
  /** Why, where somebody has to say so. */
  reason?: string;
}

/** Why an object commits nothing: nobody knows what time it is. */
export type ClockFault =
  /** The last entry is dated later than now: the clock was ahead when it was written, or is behind now. */
  | { kind: 'behind_log'; aheadMs: number }
  /** `aheadMs` below 0: the object's clock is behind. */
  | { kind: 'apart_from_database'; aheadMs: number }
  | { kind: 'apart_from_callers'; aheadMs: number };

/** As they stand, and since this object woke up. */
export interface GroupFigures {
  /** Weight and bytes of what waits. */
  waiting: number;
  bytes: number;
  turnedAway: number;
  gone: number;
}

export interface WorkDone {
  /** By how many callers shared them: up to each bound, without those of the bound below; the last, more than all bounds. */
  commits: number[];
  /** Callers that were answered by commits, together. */
  callers: number;
  /** Statements that wrote entries or counts to D1, and the rows that they brought. */
  drainStatements: number;
  drainRows: number;
}

/** What an object says of itself. Instants in milliseconds, UTC; 0: never. Optional: not every class of objects has it. */
export interface OwnHealth {
  /** Entries that are not in D1 yet, and when the oldest of them was written. */
  backlog: number;
  backlogSince: string | null;
  /** Sequence, in the object, of the last entry that was drained. */
  drained?: number;
  alarmAtMs: number | null;
  alarmRanMs?: number;
  drainFailures: number;
  checkedAtMs: number;
  walkedAtMs: number;
  logFindings?: Finding[];
  promises?: MergeDelayStatus;
  /** Of the agency log's object: since when it has roots that no kept checkpoint covers; null: it has none. */
  uncoveredSinceMs?: number | null;
  /** When it last found D1 to be at an earlier point than the one that it had drained to. */
  wentBackAtMs?: number;
  /** Why the object commits nothing, or refused a caller lately, by the clocks; null: they agree. */
  clockFault?: ClockFault | null;
  /** When dates before that of the last entry were last accepted; 0: never. */
  earlierDatesAtMs?: number;
  /** What waits for a commit, and what was not written because too much did, or because it came too late. */
  group?: GroupFigures;
  work?: WorkDone;
}

/** A license that has used most of its quota, in the window that it is in. */
export interface NearQuota {
  license: string;
  partner: string;
  quota: Quota;
  used: number;
  /** IANA name of the zone whose days and months it counts in. */
  timeZone: string;
  /** End of the term. Milliseconds, UTC. */
  endsMs: number;
}

export type PartFault = 'file_missing' | 'file_changed' | 'entry_changed';

export type PartAnswer =
  | { ok: true; lines: string[] }
  | { ok: false; reason: PartFault | 'part_unknown' | 'rows_differ'; detail: string };

/** What must be kept, whatever the retention says: all of a license, of a partner, or of an article. */
export interface Hold {
  id: string;
  kind: 'license' | 'partner' | 'article';
  /** Its id. */
  target: string;
  reason: string;
  operator: string;
  /** ISO 8601 UTC. */
  since: string;
  /** 1 from the beginning, 2 once it is released: for good. */
  version: number;
  released?: { at: string; operator: string; reason: string };
}

/** A change that the catalogue tells an object. Idempotent and commutative: versions decide, not order. */
export type Change =
  | { kind: 'license'; license: LicenseState }
  | {
      kind: 'key';
      key: KeyState;
    }
  /** A token that its client has revoked; `license` is '' for an operator's. */
  | { kind: 'token'; token: OneTimeId & { license: string } }
  | { kind: 'partner'; partner: { id: string; status: 'active' | 'suspended'; version: number } }
  | {
      kind: 'operator';
      operator: OperatorState;
    }
  /** What an operator has done, for the operators' log. */
  | { kind: 'action'; action: Action }
  | { kind: 'epoch'; epoch: number }
  | { kind: 'hold'; hold: Hold }
  /**
   * `change`: what holders of the item are notified of. `isForwarded`: by a shard that a partner has left.
   */
  | { kind: 'fence'; fence: Fence; change?: ItemChange | null; isForwarded?: boolean };
