/** The bill against the entries: units that were billed, and the first delivery of each grant. */
import { CHECK_ROWS_MAX, CHECK_UNITS_MAX } from '../limits.ts';
import type { CheckedRow } from '../object-store/check.ts';
import {
  type Account,
  type AccountPlace,
  accountAfter,
  type CheckedGrant,
  countUnits,
  grantsAfter,
  unitsBilledAt,
} from '../object-store/check-bill.ts';
import { isInTransit } from '../object-store/moving.ts';
import { readPlace } from '../object-store/places.ts';
import { message } from '../templates.ts';
import type { Fault, Slice } from './types.ts';

/** Of an entry that was billed: its units must be on the bill. */
export function unitFault(sql: SqlStorage, { license, idx, body, billed_on }: CheckedRow): Fault | null {
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
export function unitSlice(sql: SqlStorage, nowMs: number): Slice | null {
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
export function grantSlice(sql: SqlStorage): Slice | null {
  const grants = grantsAfter(sql, readPlace(sql, 'grants')?.name ?? '', CHECK_ROWS_MAX);
  const last = grants.at(-1);
  if (!last) return null;
  const faults = grants
    .filter((grant) => grant.license !== '' && !isGrantOf(grant))
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
