/**
 * One request, written: judge, meter, append, remember the grant. Runs inside the object's transaction; what it
 * changes in memory is handed back as a draft and taken over only when the transaction has returned.
 */
import { asRefusal, sealEntry } from './entry.ts';
import { judge, type KeyState, type Known } from './judge.ts';
import { ENTRY_BYTES_MAX } from './limits.ts';
import { append, type Head } from './merkle.ts';
import { dayOf, quotaAllows, type Unit, unitsOf, type Windows, windowsOf } from './meter.ts';
import { addCount, minuteOf } from './object-store/counts.ts';
import { readGrant, writeEntry, writeGrant } from './object-store/log.ts';
import { isSpent, spend } from './object-store/spent.ts';
import { readFence } from './object-store/told.ts';
import { addUsage, hasUnit, readUsage, writeUnit } from './object-store/units.ts';
import type {
  Caller,
  CheckAnswer,
  CheckRequest,
  EntryDraft,
  JudgedOn,
  KeyRefusal,
  LicenseState,
  MeterAnswer,
  MeterRequest,
  ObjectRefusal,
  RecordAnswer,
  Recorded,
  RecordRequest,
} from './types.ts';

/** The object's memory as one group sees it: reads fall through to the object, writes stay in the group. */
export interface GroupView {
  sql: SqlStorage;
  /** Never earlier than any entry before it. */
  atMs: number;
  license(id: string): LicenseState | null;
  key(id: string): KeyState | null;
  partnerStatus(id: string): 'active' | 'suspended' | null;
  epoch: number;
  head(license: string): Head;
  setHead(license: string, head: Head): void;
}

export type Submission =
  | { kind: 'record'; request: RecordRequest }
  /** A check that leaves something behind: a count, or a proof that must not be shown again. */
  | { kind: 'check'; request: CheckRequest };

export function write(view: GroupView, submission: Submission): RecordAnswer | CheckAnswer {
  return submission.kind === 'record' ? record(view, submission.request) : check(view, submission.request);
}

export function known(view: Omit<GroupView, 'head' | 'setHead'>, caller: Caller, judged: JudgedOn): Known {
  const fences = Object.keys(judged.items).flatMap((item) => readFence(view.sql, item) ?? []);
  return {
    license: view.license(caller.license),
    key: view.key(caller.key),
    partnerStatus: view.partnerStatus(caller.partner),
    epoch: view.epoch,
    fences,
    spent: {
      token: caller.token !== undefined && isSpent(view.sql, caller.token.id),
      proof: caller.proof !== undefined && isSpent(view.sql, caller.proof.id),
    },
  };
}

function record(view: GroupView, request: RecordRequest): RecordAnswer {
  const { caller, judged } = request;
  const verdict = judge(known(view, caller, judged), caller, judged, view.atMs);
  // The isolate judges again on what is current, with the same proof.
  if (verdict.kind !== 'stale') spendProof(view, caller);
  switch (verdict.kind) {
    case 'stale':
      return verdict;
    case 'refused':
      if (isOfKey(verdict.code)) {
        countRefusal(view, caller.license, verdict.code);
        return { kind: 'refused', code: verdict.code, recorded: null };
      }
      return {
        kind: 'refused',
        code: verdict.code,
        recorded: enter(view, request, asRefusal(request.draft, verdict.code, 'license'), 0),
      };
    case 'ok':
      return request.draft.outcome === 'deny'
        ? { kind: 'ok', recorded: enter(view, request, request.draft, 0), first: null }
        : deliver(view, request, verdict.license);
  }
}

function deliver(view: GroupView, request: RecordRequest, license: LicenseState): RecordAnswer {
  const { units, windows, used, allowed } = metered(view.sql, request, license, view.atMs);
  if (!allowed) {
    const recorded = enter(view, request, asRefusal(request.draft, 'quota_exceeded', 'quota'), 0);
    return {
      kind: 'refused',
      code: 'quota_exceeded',
      recorded,
      quota: { limit: license.quota?.limit ?? 0, used },
    };
  }
  bill(view, license.id, units, windows);
  const recorded = enter(view, request, request.draft, units.length, dayOf(windows));
  return { kind: 'ok', recorded, first: grantOf(view, request, recorded) };
}

function metered(sql: SqlStorage, request: MeterRequest, license: LicenseState, atMs: number) {
  const units = unitsOf(request, license).filter((unit) => !hasUnit(sql, license.id, unit));
  const windows = windowsOf(license, atMs);
  const used = license.quota ? readUsage(sql, license.id, windows[license.quota.per]) : 0;
  return { units, windows, used, allowed: quotaAllows(license, used, units.length) };
}

/** What a delivery at this instant would be told, by the same reading of the bill. */
export function meterAnswer(
  sql: SqlStorage,
  request: MeterRequest,
  license: LicenseState,
  atMs: number,
): MeterAnswer {
  const { units, used, allowed } = metered(sql, request, license, atMs);
  return { units: units.length, allowed, ...(license.quota && { quota: { ...license.quota, used } }) };
}

function bill(view: GroupView, license: string, units: Unit[], windows: Windows): void {
  if (units.length === 0) return;
  for (const unit of units) writeUnit(view.sql, license, unit, view.atMs);
  for (const window of Object.values(windows)) addUsage(view.sql, license, window, units.length);
}

/** The first delivery of the same grant, so that its receipt, and with it the whole answer, stays the same. */
function grantOf(view: GroupView, request: RecordRequest, recorded: Recorded) {
  if (!request.grant) return null;
  const earlier = readGrant(view.sql, request.grant);
  if (earlier || !request.carriesContent) return earlier;
  const { id, atMs, index, leaf } = recorded;
  writeGrant(view.sql, request.caller.license, request.grant, { id, atMs, index, leaf });
  return { id, atMs, index, leaf };
}

/** `day`: where the units are counted (see `windowsOfDay`). */
function enter(
  view: GroupView,
  request: RecordRequest,
  draft: EntryDraft,
  billable: number,
  day?: string,
): Recorded {
  const { license } = request.caller;
  const head = view.head(license);
  const { entry, body, leaf } = sealEntry(request, draft, { index: head.size, atMs: view.atMs, billable });
  if (Buffer.byteLength(body) > ENTRY_BYTES_MAX) throw new Error('an entry is larger than ENTRY_BYTES_MAX');
  const { head: next, completed } = append(head, leaf);
  const billedOn = billable > 0 ? (day ?? null) : null;
  writeEntry(view.sql, { license, index: entry.index, body, completed, billedOn });
  view.setHead(license, next);
  return {
    id: entry.id,
    index: entry.index,
    atMs: view.atMs,
    leaf: Buffer.from(leaf).toString('base64'),
    billable,
  };
}

function check(view: GroupView, request: CheckRequest): CheckAnswer {
  const { caller, count } = request;
  const answer = checkAnswer(view, request);
  if (answer.kind === 'stale') return answer;
  spendProof(view, caller);
  if (count) countRefusal(view, caller.license, answer.kind === 'refused' ? answer.code : count);
  return answer;
}

/** Whether a check must be written. */
export function leavesTrace({ caller, count }: CheckRequest): boolean {
  return count !== undefined || caller.proof !== undefined;
}

function spendProof({ sql }: GroupView, { proof, license }: Caller): void {
  if (proof) spend(sql, { ...proof, license });
}

function isOfKey(code: ObjectRefusal): code is KeyRefusal {
  return code !== 'license_suspended' && code !== 'license_expired' && code !== 'quota_exceeded';
}

export function checkAnswer(view: Omit<GroupView, 'head' | 'setHead'>, request: CheckRequest): CheckAnswer {
  const { caller, judged } = request;
  const verdict = judge(known(view, caller, judged), caller, judged, view.atMs);
  if (verdict.kind === 'stale') return verdict;
  return verdict.kind === 'ok' ? { kind: 'ok' } : { kind: 'refused', code: verdict.code };
}

function countRefusal(view: GroupView, license: string, code: string): void {
  addCount(view.sql, minuteOf(view.atMs), license, code);
}
