/** The bill against the entries: units that were billed, and the first delivery of each grant. */
import type { Message } from '../../rights/types.ts';
import { CHECK_ROWS_MAX, CHECK_UNITS_MAX } from '../limits.ts';
import { windowsOfDay } from '../meter.ts';
import { type CheckedRow, usageOf } from '../object-store/check.ts';
import {
  type Account,
  type AccountPlace,
  accountAfter,
  type CheckedGrant,
  countUnits,
  grantsAfter,
  hasUnits,
  unitsBilledAt,
} from '../object-store/check-bill.ts';
import { isInTransit } from '../object-store/moving.ts';
import { readPlace } from '../object-store/places.ts';
import { message } from '../templates.ts';
import type { Checked } from './self-check.ts';
import type { Fault, Slice } from './types.ts';

/** What entries are billed, as a walk over them recounts it. */
export interface Bill {
  /** Adds what an entry was billed to the units of its license's windows, and says what the bill lacks of it. */
  add(units: Record<string, number>, row: CheckedRow): Fault[];
  /** Once the license's last entry was reached: `units` against its usage. Takes them out. */
  faultsOf(license: string, units: Record<string, number>): Fault[];
  /** What else is on the bill. */
  slices: Checked['slices'];
}

export const billOf = (sql: SqlStorage, now: () => number): Bill => ({
  add(units, row) {
    addUnits(units, row);
    const fault = unitFault(sql, row);
    return fault ? [fault] : [];
  },
  faultsOf: (license, units) => usageFaults(sql, license, units),
  slices: [
    ['units', () => unitSlice(sql, now())],
    ['grants', () => grantSlice(sql)],
  ],
});

/** An entry whose text was changed counts for what it says: its fault is told by itself. */
function addUnits(units: Record<string, number>, { billed_on, body }: CheckedRow): void {
  if (billed_on === null) return;
  const billable = billableOf(body);
  for (const window of Object.values(windowsOfDay(billed_on)))
    units[window] = (units[window] ?? 0) + billable;
}

function billableOf(body: string): number {
  try {
    return Number((JSON.parse(body) as { billable?: unknown }).billable) || 0;
  } catch {
    return 0;
  }
}

function usageFaults(sql: SqlStorage, license: string, units: Record<string, number>): Fault[] {
  const faults: Fault[] = [];
  const whole = (kind: Fault['kind'], detail: Message) => faults.push({ kind, license, index: null, detail });
  for (const { period, used, unexplained } of usageOf(sql, license)) {
    const billed = unexplained + (units[period] ?? 0);
    delete units[period];
    if (used !== billed) whole('usage_changed', message('self_check.usage', { period, used, billed }));
    const [kind, term] = period.split(':');
    if (kind === 'term' && used > 0 && !hasUnits(sql, license, Number(term)))
      whole('usage_changed', message('self_check.bill_none', { period, used }));
  }
  for (const [period, billed] of Object.entries(units))
    whole('usage_changed', message('self_check.usage_none', { period, billed }));
  return faults;
}

/** Of an entry that was billed: its units must be on the bill. */
function unitFault(sql: SqlStorage, { license, idx, body, billed_on }: CheckedRow): Fault | null {
  const entry = billed_on === null ? null : billedEntry(body);
  if (!entry) return null;
  const termMs = Number(billed_on?.split('@')[1]);
  const there = unitsBilledAt(sql, { ...entry, license, termMs });
  if (there >= entry.billable) return null;
  const detail = message('self_check.units_missing', { billed: entry.billable, counted: there });
  return { kind: 'unit_missing', license, index: idx, detail };
}

/** An entry that cannot be read has a fault of its own. */
function billedEntry(body: string) {
  try {
    const { article, title, at, billable } = JSON.parse(body) as Record<'article' | 'at', string> & {
      title: string | null;
      billable: number;
    };
    return { item: article, title, atMs: Date.parse(at), billable };
  } catch {
    return null;
  }
}

/** A slice of all units: as many of each term as its usage counts. Null: all have been looked at. */
function unitSlice(sql: SqlStorage, nowMs: number): Slice | null {
  let account = readPlace(sql, 'units')?.rest as AccountPlace | undefined;
  const faults: Fault[] = [];
  let left = CHECK_UNITS_MAX;
  if (account === undefined || 'ended' in account) {
    const next = accountAfter(sql, account?.ended ?? null, nowMs);
    // Entries of this very millisecond, or a clock that went back: the next walk will find a better moment.
    if (!next) return null;
    account = next;
  }
  while (left > 0) {
    const counted = countUnits(sql, account, left);
    left -= counted.looked;
    account = counted.account;
    if (!counted.done) break;
    faults.push(...accountFaults(account));
    const next = accountAfter(sql, account, nowMs);
    if (!next) return { faults, place: { name: account.license, rest: { ended: account } } };
    account = next;
  }
  // Of half a term nothing can be told later on.
  const rest: AccountPlace = isInTransit(sql, account.license) ? { ended: account } : account;
  return { faults, place: { name: account.license, rest } };
}

function accountFaults({ license, termMs, used, counted }: Account): Fault[] {
  if (used === counted) return [];
  const detail = message('self_check.bill', { period: `term:${termMs}`, used, counted });
  return [{ kind: 'usage_changed', license, index: null, detail }];
}

/** A slice of all grants. Null: all have been looked at. */
function grantSlice(sql: SqlStorage): Slice | null {
  const grants = grantsAfter(sql, readPlace(sql, 'grants')?.name ?? '', CHECK_ROWS_MAX);
  const last = grants.at(-1);
  if (!last) return null;
  const faults = grants
    .filter((grant) => !isGrantOf(grant))
    .map(
      ({ license, index }): Fault => ({
        kind: 'grant_changed',
        license,
        index,
        detail: message('self_check.grant'),
      }),
    );
  return { faults, place: { name: last.key, rest: null } };
}

/** Of an entry that has gone to the archive only the leaf can be compared. */
function isGrantOf({ id, atMs, leaf, leafThere, body }: CheckedGrant): boolean {
  if (leaf !== leafThere) return false;
  if (body === null) return true;
  try {
    const entry = JSON.parse(body) as { id: string; at: string };
    return entry.id === id && Date.parse(entry.at) === atMs;
  } catch {
    return false;
  }
}
