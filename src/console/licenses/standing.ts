/** State of a license at an instant, and months without a statement. Pure. */

import { adjacentPeriod } from '../../audit/reports/period.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import { zoneOrUtc } from '../frame/contract-day.ts';
import type { Draft } from './terms.ts';

export type LicenseState = 'active' | 'suspended' | 'terminated' | 'scheduled' | 'over';

export function licenseStateOf(
  license: { status: LicenseState; starts: string; ends: string },
  now: number,
): LicenseState {
  if (license.status !== 'active') return license.status;
  if (Date.parse(license.ends) <= now) return 'over';
  return Date.parse(license.starts) > now ? 'scheduled' : 'active';
}

const MONTHS_MAX = 12;

/**
 * Past months in the license's zone that can be closed, oldest first: they, their days, quarter and year have
 * no statement. `closed`: statement periods.
 */
export function monthsDue(
  { starts = '', ends = '', timeZone }: Draft,
  closed: readonly string[],
  now: number,
): string[] {
  const zone = zoneOrUtc(timeZone);
  const [from, to] = [Date.parse(starts), Math.min(Date.parse(ends) - 1, now)];
  if (Number.isNaN(from) || Number.isNaN(to)) return [];
  const [first, last, current] = [from, to, now].map((ms) => dateIn(zone, ms).slice(0, 7));
  const months: string[] = [];
  for (
    let month = last ?? '';
    month >= (first ?? '') && months.length < MONTHS_MAX;
    month = adjacentPeriod(month, -1) ?? ''
  )
    if (month !== current) months.unshift(month);
  return months.filter((month) => {
    const around = [month, quarterOf(month), month.slice(0, 4)];
    return !closed.some((period) => around.includes(period) || period.startsWith(`${month}-`));
  });
}

function quarterOf(month: string): string {
  return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}
