/** Metering: which units a delivery adds, and in which windows they count. Pure. */
import type { Quota } from '../rights/terms.ts';
import { dateIn } from './time-zone.ts';
import type { LicenseState, MeterRequest } from './types.ts';

/** One billable unit: once per license, title, item and component in the term. */
export interface Unit {
  /** Start of the license's term, milliseconds: a renewed license counts anew, a corrected one does not. */
  termMs: number;
  /**
   * '' when none was stated and the license has several: such a delivery serves every title of the license.
   */
  title: string;
  item: string;
  component: string;
}

/**
 * The term that a newer version of a license is billed in. One that starts where the known version ends, or
 * later, is a renewal and begins a new term; any other change of dates is a correction, and what is paid for
 * stays paid for.
 */
export function termOfNewer(known: LicenseState | null, newer: LicenseState): number {
  return known && newer.startsMs < known.endsMs ? termOf(known) : newer.startsMs;
}

/** Start of the term that a license is billed in, milliseconds. */
export function termOf(license: LicenseState): number {
  return license.termMs ?? license.startsMs;
}

export function unitsOf(request: MeterRequest, license: LicenseState): Unit[] {
  if (!request.carriesContent || request.caller.env === 'test') return [];
  return request.draft.delivered.map(({ component }) => ({
    termMs: termOf(license),
    title: request.draft.title ?? request.soleTitle ?? '',
    item: request.draft.article,
    component,
  }));
}

/**
 * Names of the windows that an instant falls into. None reaches over the end of a term: a renewed license
 * counts anew.
 */
export type Windows = Record<Quota['per'], string>;

/**
 * Days and months are those of the license's time zone, so a day has 23 or 25 hours where the clocks change.
 * Units count in all three, whatever the quota says today: one that is agreed on later finds what has been
 * used of its window.
 */
export function windowsOf(license: LicenseState, atMs: number): Windows {
  return windowsOfDay(`${dateIn(license.timeZone ?? 'UTC', atMs)}@${termOf(license)}`);
}

/** The windows that hold a day, which is named by date and term. */
export function windowsOfDay(day: string): Windows {
  const [date = '', term = ''] = day.split('@');
  return { day: `day:${day}`, month: `month:${date.slice(0, 7)}@${term}`, term: `term:${term}` };
}

/** How a window of one day names its day, for `windowsOfDay`. */
export function dayOf({ day }: Windows): string {
  return day.slice('day:'.length);
}

/** Whether `units` more may be used. Overage is permitted and appears on the invoice. */
export function quotaAllows(license: LicenseState, used: number, units: number): boolean {
  if (!license.quota || units === 0 || license.quota.onExceed === 'overage') return true;
  return used + units <= license.quota.limit;
}
