/** How a license stands at an instant, and which of its months wait for their statement. Pure. */
import { dateIn } from '../../ledger/time-zone.ts';
import { zoneOrUtc } from '../frame/contract-day.ts';
import type { Draft } from './terms.ts';

export type Standing = 'active' | 'suspended' | 'terminated' | 'not_begun' | 'over';

export function standingOf(
  license: { status: Standing; starts: string; ends: string },
  now: number,
): Standing {
  if (license.status !== 'active') return license.status;
  if (Date.parse(license.ends) <= now) return 'over';
  return Date.parse(license.starts) > now ? 'not_begun' : 'active';
}

/** Months that are looked back for, at most. */
const MONTHS_MAX = 12;

/** Months of the license's zone that are over and that no statement covers, oldest first. `closed`: periods, as statements name them. */
export function monthsDue(
  { starts = '', ends = '', timeZone }: Draft,
  closed: readonly string[],
  now: number,
): string[] {
  const zone = zoneOrUtc(timeZone);
  const [from, to] = [Date.parse(starts), Math.min(Date.parse(ends) - 1, now)];
  if (Number.isNaN(from) || Number.isNaN(to)) return [];
  const [first, last, current] = [from, to, now].map((ms) => dateIn(zone, ms).slice(0, 7));
  const due: string[] = [];
  for (let month = last ?? ''; month >= (first ?? '') && due.length < MONTHS_MAX; month = monthBefore(month))
    if (month !== current) due.unshift(month);
  return due.filter(
    (month) => ![month, quarterOf(month), month.slice(0, 4)].some((period) => closed.includes(period)),
  );
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
}

function quarterOf(month: string): string {
  return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}
