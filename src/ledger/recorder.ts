/**
 * Records one request: judges, meters, appends the entry and the first delivery of its grant. All of it goes
 * to the draft of a group, which is committed as a whole; a request that throws leaves nothing in the draft.
 */

import { appendEntry } from './append-entry.ts';
import { countRefusal, spendProof, usedBy } from './caller.ts';
import { asRefusal, EntryForm, prefixOf } from './entry.ts';
import { judge, type ShardState } from './judge.ts';
import type { LogReader, NewEntry } from './log/draft.ts';
import { unitName } from './log/entries.ts';
import type { LogView } from './log-memory.ts';
import { dayOf, quotaAllows, termOf, type Unit, unitsOf, type Windows, windowsOf } from './meter.ts';
import { enterNotes } from './notes/enter.ts';
import type { NoteGroup } from './notes/in-groups.ts';
import type { NoteAnswer } from './notes/types.ts';
import type { Prepared, Settled } from './prepared.ts';
import type {
  Caller,
  CheckAnswer,
  CheckRequest,
  EntryDraft,
  Fence,
  GrantRecord,
  JudgedOn,
  KeyRefusal,
  KeyState,
  LicenseState,
  MeterAnswer,
  MeterRequest,
  ObjectRefusal,
  OneTimeId,
  RecordAllAnswer,
  RecordAnswer,
  Recorded,
  RecordRequest,
  UsedUnits,
} from './types.ts';

/** State for judging requests. Reads through to the object's tables. */
export interface StateView {
  /** Time by which licenses, keys and terms are judged. Milliseconds, UTC. */
  nowMs: number;
  /** Date of entries: `nowMs`, or the previous entry's date if that is a little later. */
  atMs: number;
  license(id: string): LicenseState | null;
  key(id: string): KeyState | null;
  partnerStatus(id: string): 'active' | 'suspended' | null;
  epoch: number;
  fence(item: string): Fence | null;
  /** Whether the token was revoked. */
  isRevoked(token: string): boolean;
  /** Whether the proof was used before. */
  isShown(proof: string): boolean;
}

/** The object's memory as one group sees it: reads fall through to the object, writes stay in the group. */
export interface GroupView extends StateView, LogView {
  /** Caches facts about a request once the transaction has returned. */
  settle(prepared: Prepared, settled: Settled): void;
  spend(proof: OneTimeId & { license: string }): void;
  /** Counts a refusal without an entry. */
  count(license: string, code: string): void;
}

export type Submission =
  /** `knownFirst`: id of the grant's first delivery that the caller has. */
  | ({ kind: 'record'; prepared: Prepared; caller: Caller; knownFirst: string | undefined } & Awaited)
  /** A check with an effect: a count, or a used proof. */
  | ({ kind: 'check'; request: CheckRequest } & Awaited)
  /** Deliveries in one response. */
  | ({ kind: 'all'; members: Prepared[]; caller: Caller; judged: JudgedOn } & Awaited)
  /** Idempotent, so written even if the caller has given up. */
  | { kind: 'notes'; request: NoteGroup };

/** Deadline: the caller then answers 503, and nothing may be written. Milliseconds, UTC. */
interface Awaited {
  untilMs: number;
}

type RecordSubmission = Omit<Extract<Submission, { kind: 'record' }>, 'untilMs'>;
type AllSubmission = Omit<Extract<Submission, { kind: 'all' }>, 'untilMs'>;
export type Written = RecordAnswer | CheckAnswer | RecordAllAnswer | NoteAnswer;

export function write(view: GroupView, submission: Submission): Written {
  switch (submission.kind) {
    case 'record':
      return record(view, submission);
    case 'check':
      return check(view, submission.request);
    case 'all':
      return recordAll(view, submission);
    case 'notes':
      return enterNotes(view, submission.request);
  }
}

/** Number of entries that it may write, which bounds the size of a group. */
export function weightOf(submission: Submission): number {
  if (submission.kind === 'all') return Math.max(1, submission.members.length);
  return submission.kind === 'notes' ? Math.max(1, submission.request.notes.length) : 1;
}

export function isAbandoned(submission: Submission, nowMs: number): boolean {
  return submission.kind !== 'notes' && nowMs > submission.untilMs;
}

/** Typical size of an uncounted request with its caller. */
const REQUEST_BYTES = 3_000;

/**
 * Approximate memory while it waits. Each waiting call counts its whole text, since the runtime retains its
 * own copy until the call is answered (measured: 1,500 calls of 100 KB take 155 MB).
 */
export function bytesOf(submission: Submission): number {
  switch (submission.kind) {
    case 'record':
      return submission.prepared.chars || REQUEST_BYTES;
    case 'all':
      return submission.members.reduce((sum, { chars }) => sum + (chars || REQUEST_BYTES), 0);
    case 'notes':
      return 2 * JSON.stringify(submission.request.notes).length;
    case 'check':
      return REQUEST_BYTES;
  }
}

function stateOf(view: StateView, caller: Caller, items: readonly [item: string, seq: number][]): ShardState {
  const fences: Fence[] = [];
  for (const [item] of items) {
    const fence = view.fence(item);
    if (fence) fences.push(fence);
  }
  return {
    license: view.license(caller.license),
    key: view.key(caller.key),
    partnerStatus: view.partnerStatus(caller.partner),
    epoch: view.epoch,
    fences,
    used: usedBy(view, caller),
  };
}

function record(view: GroupView, submission: RecordSubmission): RecordAnswer {
  const { prepared, caller } = submission;
  const { judged, draft } = prepared.request;
  const verdict = judge(stateOf(view, caller, prepared.items), caller, judged, view.nowMs);
  if (verdict.kind === 'ok' && isFirstUnknown(view, submission))
    return { kind: 'stale', current: { license: verdict.license, epoch: view.epoch, fences: [] } };
  // The isolate decides again on current state, with the same proof.
  if (verdict.kind !== 'stale') spendProof(view, caller);
  switch (verdict.kind) {
    case 'stale':
      return verdict;
    case 'refused':
      if (isOfKey(verdict.code)) {
        countRefusal(view, caller.license, verdict.code);
        return { ...verdict, recorded: null };
      }
      return { ...verdict, recorded: enterRefusal(view, submission, verdict.code) };
    case 'ok':
      return draft.outcome === 'deny'
        ? { kind: 'ok', recorded: enter(view, caller, draft, prepared.form, { billable: 0 }), first: null }
        : deliver(view, submission, verdict.license);
  }
}

/**
 * Judges all members before the first write: if one is stale, there is no entry of a delivery that does not
 * happen.
 */
function recordAll(view: GroupView, { members, caller, judged }: AllSubmission): RecordAllAnswer {
  const verdict = judge(stateOf(view, caller, Object.entries(judged.items)), caller, judged, view.nowMs);
  if (verdict.kind === 'stale') return verdict;
  spendProof(view, caller);
  if (verdict.kind === 'refused') {
    if (isOfKey(verdict.code)) countRefusal(view, caller.license, verdict.code);
    return verdict;
  }
  const answers = members.map((prepared) =>
    deliver(view, { kind: 'record', prepared, caller, knownFirst: undefined }, verdict.license),
  );
  return { kind: 'ok', answers };
}

/** Whether the caller's receipt is about another delivery than the grant's first here. */
function isFirstUnknown(
  view: GroupView,
  { prepared: { request, settled }, knownFirst }: RecordSubmission,
): boolean {
  if (knownFirst === undefined || request.grant === undefined) return false;
  return (settled?.first ?? firstOf(view, request))?.id !== knownFirst;
}

function deliver(
  view: GroupView,
  submission: RecordSubmission,
  license: LicenseState,
): Exclude<RecordAnswer, { kind: 'stale' }> {
  const { prepared, caller } = submission;
  const { request, form, settled } = prepared;
  const termMs = termOf(license);
  if (settled?.termMs === termMs) {
    const recorded = enter(view, caller, request.draft, form, { billable: 0 });
    return { kind: 'ok', recorded, first: settled.first };
  }
  const { units, windows, used, allowed } = metered(view.draft, request, license, view.atMs);
  if (!allowed) {
    const quota = { limit: license.quota?.limit ?? 0, used };
    const recorded = enterRefusal(view, submission, 'quota_exceeded', 'quota');
    return { kind: 'refused', code: 'quota_exceeded', recorded, quota };
  }
  const earlier = firstOf(view, request);
  const isFirst = !earlier && request.grant !== undefined && request.carriesContent;
  const recorded = enter(view, caller, request.draft, form, {
    billable: units.length,
    ...(units.length > 0 && { billed: units.map(({ component }) => component) }),
    ...((units.length > 0 || isFirst) && { adds: addsOf(request, units, windows, isFirst) }),
  });
  const first = isFirst ? firstOf(view, request) : earlier;
  // Without a first delivery, the next one may become it.
  if (first || !request.grant) view.settle(prepared, { termMs, first });
  return { kind: 'ok', recorded, first };
}

function addsOf(
  { draft, grant }: RecordRequest,
  units: Unit[],
  windows: Windows,
  isFirst: boolean,
): NewEntry['adds'] {
  return {
    item: draft.article,
    isArticle: true,
    units: units.map(unitName),
    // All units of one delivery have the same title.
    ...(units[0] && { billed: { day: dayOf(windows), title: units[0].title } }),
    grants: isFirst && grant !== undefined ? [grant] : [],
  };
}

function metered(log: LogReader, request: MeterRequest, license: LicenseState, atMs: number) {
  const units = unitsOf(request, license).filter(
    (unit) =>
      !['', unit.title].some((title) => log.hasUnit(license.id, unit.item, unitName({ ...unit, title }))),
  );
  const windows = windowsOf(license, atMs);
  const used = license.quota ? log.used(license.id, windows[license.quota.per]) : 0;
  return { units, windows, used, allowed: quotaAllows(license, used, units.length) };
}

/** The bill that a delivery would get now. */
export function meterAnswer(
  log: LogReader,
  request: MeterRequest,
  license: LicenseState,
  atMs: number,
): MeterAnswer {
  const { units, used, allowed } = metered(log, request, license, atMs);
  return { units: units.length, allowed, ...(license.quota && { quota: { ...license.quota, used } }) };
}

/** Units of the current windows, whether a quota counts them or not. */
export function usedAt(log: LogReader, license: LicenseState, atMs: number): UsedUnits {
  const { day, month, term } = windowsOf(license, atMs);
  const used = (window: string) => log.used(license.id, window);
  return { day: used(day), month: used(month), term: used(term) };
}

/**
 * The first delivery of the same grant: its receipt is repeated, so that the whole answer stays the same.
 * Null for a delivery that a clock which was ahead has dated later than now.
 */
function firstOf(view: GroupView, { caller, draft, grant }: RecordRequest): GrantRecord | null {
  if (grant === undefined) return null;
  const first = view.draft.grantOf(caller.license, draft.article, grant);
  return first && first.atMs <= view.atMs ? first : null;
}

function enterRefusal(
  view: GroupView,
  { prepared: { request }, caller }: RecordSubmission,
  code: ObjectRefusal,
  decidedBy = 'license',
): Recorded {
  const draft = asRefusal(request.draft, code, decidedBy);
  return enter(view, caller, draft, new EntryForm(caller, draft), { billable: 0 });
}

function enter(
  view: GroupView,
  { license }: Caller,
  draft: EntryDraft,
  form: EntryForm,
  billed: { billable: number; billed?: string[] } & Pick<NewEntry, 'adds'>,
): Recorded {
  return appendEntry(view, license, { prefix: prefixOf(draft), form, ...billed });
}

function check(view: GroupView, request: CheckRequest): CheckAnswer {
  const { caller, count } = request;
  const answer = checkAnswer(view, request);
  if (answer.kind === 'stale') return answer;
  spendProof(view, caller);
  if (count) countRefusal(view, caller.license, answer.kind === 'refused' ? answer.code : count);
  return answer;
}

/** Whether a check has an effect that must be written. */
export function leavesTrace({ caller, count }: CheckRequest): boolean {
  return count !== undefined || caller.proof !== undefined;
}

function isOfKey(code: ObjectRefusal): code is KeyRefusal {
  return code !== 'license_suspended' && code !== 'license_expired' && code !== 'quota_exceeded';
}

export function checkAnswer(view: StateView, { caller, judged }: CheckRequest): CheckAnswer {
  const verdict = judge(stateOf(view, caller, Object.entries(judged.items)), caller, judged, view.nowMs);
  return verdict.kind === 'ok' ? { kind: 'ok' } : verdict;
}
